package dev.reveille.drill.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FlagSetTest {
  private final FlagSet flags =
      new FlagSet(
          "drill test", List.of(Flag.value("port", "N", "the port"), Flag.toggle("hang", "hangs")));

  @Test
  void values_stand_behind_a_blank_or_an_equals_sign() {
    FlagValues values = flags.parse(List.of("--port", "1", "word", "--hang", "--port=2"));
    assertThat(values.all("port")).containsExactly("1", "2");
    assertThat(values.text("port")).contains("2");
    assertThat(values.has("hang")).isTrue();
    assertThat(values.free()).containsExactly("word");
  }

  @Test
  void an_unknown_flag_is_an_error_that_lists_the_known_ones() {
    assertThatThrownBy(() -> flags.parse(List.of("--prot", "1")))
        .isInstanceOf(UsageException.class)
        .hasMessage("--prot is not a flag here; known are: --port, --hang");
  }

  @Test
  void a_value_that_is_missing_or_too_much_is_an_error_that_shows_the_right_way() {
    assertThatThrownBy(() -> flags.parse(List.of("--port")))
        .hasMessage("--port lacks its value; write --port N");
    assertThatThrownBy(() -> flags.parse(List.of("--hang=yes")))
        .hasMessage("--hang=yes takes no value; write --hang");
  }

  @Test
  void a_number_out_of_range_is_named_with_what_was_expected() {
    FlagValues values = flags.parse(List.of("--port=-1"));
    assertThatThrownBy(() -> values.number("port", 0))
        .hasMessage("--port: -1 (expected: a whole number >= 0)");
  }

  @Test
  void the_help_names_every_flag() {
    assertThat(flags.help()).contains("Usage: drill test", "--port N", "the port", "--hang");
  }
}
