package dev.reveille.domain.volume;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsualTest {
  @ParameterizedTest
  @CsvSource({
    // Three standard deviations of a count, as a factor: 3 / sqrt(9.5) is 0.97, of 4.5 1.41.
    "TOOLS, 9, 4, false",
    "TOOLS, 9, 3, true",
    "TOOLS, 4, 1, false",
    "ITEMS, 9, 3, true",
    // All else by the factor of two and a half.
    "OUTPUT, 10000, 4000, false",
    "OUTPUT, 10000, 3900, true",
    "TOKENS, 900, 310, false",
    "TOKENS, 900, 290, true",
    "DURATION, 9000, 3100, false",
    "DURATION, 9000, 2900, true"
  })
  void so_little_is_low_where_it_was_always_as_much(
      Measure measure, long always, long amount, boolean low) {
    assertThat(Usual.of(measure, List.of(always, always, always)).isLow(amount)).isEqualTo(low);
  }

  @ParameterizedTest
  @CsvSource({
    // Amounts up to a quarter more are the same amount again, and from a fifth less on.
    "OUTPUT, 1000, 1258, false",
    "OUTPUT, 1000, 1259, true",
    "OUTPUT, 100000, 79994, false",
    "OUTPUT, 100000, 79993, true"
  })
  void what_happened_twice_is_not_seldom(Measure measure, long came, long twice, boolean seldom) {
    boolean below = came < 50_000;
    long always = below ? 50_000 : 5_000;
    List<Long> amounts =
        LongStream.concat(LongStream.of(twice, twice), LongStream.generate(() -> always).limit(10))
            .boxed()
            .toList();
    Usual usual = Usual.of(measure, amounts);

    assertThat(below ? usual.isLow(came) : usual.isHigh(came)).isEqualTo(seldom);
  }

  @Test
  void time_alone_may_be_none() {
    List<Long> some = List.of(400L, 400L, 400L);

    assertThat(Usual.of(Measure.DURATION, some).isLow(0)).isFalse();
    assertThat(Usual.of(Measure.TOKENS, List.of(60L, 60L, 60L)).isLow(0)).isTrue();
    assertThat(Usual.of(Measure.TOKENS, List.of(60L, 60L, 60L)).isLow(1)).isFalse();
  }

  @Test
  void the_middle_of_an_even_number_is_between_the_two_by_factor() {
    Usual usual = Usual.of(Measure.TOKENS, List.of(100L, 10_000L, 1_000_000L, 1L));

    assertThat(usual.runs()).isEqualTo(4);
    assertThat(usual.median()).isEqualTo(1_321);
  }

  @Test
  void measures_and_policies_have_the_words_of_job_files() {
    assertThat(IntStream.range(0, 5).mapToObj(i -> Measure.values()[i].word()))
        .containsExactly("output", "items", "tools", "tokens", "duration");
    assertThat(Arrays.stream(VolumeRule.Policy.values()).map(VolumeRule.Policy::word))
        .containsExactly("fail", "warn");
    assertThat(Json.read(Json.write(Runs.rule("of: files, policy: warn")), JsonNode.class))
        .isEqualTo(Json.read("{\"of\": \"items\", \"policy\": \"warn\"}", JsonNode.class));
    assertThat(Measure.TOKENS.said(1)).isEqualTo("1 token");
    assertThat(Measure.ITEMS.said(2)).isEqualTo("2 items");
    assertThat(Measure.TOOLS.said(1)).isEqualTo("1 tool call");
  }
}
