package dev.reveille.domain.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
  @ParameterizedTest
  @CsvSource({
    "'7', 7, 0",
    "'1 2', 1.5, 5.18910",
    "'3 1 2', 2, 8.64850",
    "'1 2 3 4 100', 3, 7.26474",
    "'4 3 2 1', 2.5, 7.78365"
  })
  void center_and_width_to_the_number(String numbers, double center, double width) {
    Spread spread =
        Spread.of(Arrays.stream(numbers.split(" ")).mapToDouble(Double::parseDouble).toArray(), 0);

    assertThat(spread.center()).isEqualTo(center);
    assertThat(spread.width()).isCloseTo(width, within(1e-4));
  }

  @Test
  void the_edge_itself_is_usual() {
    Spread spread = new Spread(1, 0.5);

    assertThat(spread.isBelow(0.5)).isFalse();
    assertThat(spread.isAbove(1.5)).isFalse();
  }
}
