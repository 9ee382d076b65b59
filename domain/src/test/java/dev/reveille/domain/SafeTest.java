package dev.reveille.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTest {
  @Test
  void what_would_steer_the_terminal_is_shown_instead() {
    assertThat(Safe.text("\u001B[2Jgone\u0007\r\u009B1m"))
        .isEqualTo("\\u001B[2Jgone\\u0007\\u000D\\u009B1m");
  }

  @Test
  void a_turned_direction_of_writing_is_shown() {
    assertThat(Safe.text("a\u202Etxt.exe")).isEqualTo("a\\u202Etxt.exe");
  }

  @Test
  void lines_tabs_and_letters_of_all_scripts_stay() {
    assertThat(Safe.text("a\r\nb\t汉字 é 👍")).isEqualTo("a\nb\t汉字 é 👍");
  }

  @Test
  void a_line_is_one_line() {
    assertThat(Safe.line(" a\n  b\tc ")).isEqualTo("a b c");
  }
}
