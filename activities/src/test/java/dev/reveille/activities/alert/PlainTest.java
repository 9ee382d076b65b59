package dev.reveille.activities.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {
  @Test
  void what_moves_a_cursor_or_turns_the_writing_is_taken_out() {
    assertThat(Plain.text("a\u001B[2J\u001B[1;31mred\u001B[0m\u0007b\u0000c")).isEqualTo("aredbc");
    assertThat(Plain.text("\u001B]8;;https://evil.example\u0007click\u001B]8;;\u0007"))
        .isEqualTo("click");
    assertThat(Plain.text("x\u202Egnp.exe\u2066\u200F\u061C")).isEqualTo("xgnp.exe");
    assertThat(Plain.text("pay\u200Bpal\uFEFF\u00AD\uDB40\uDC41")).isEqualTo("paypal");
  }

  @Test
  void words_of_all_languages_and_emoji_stay() {
    assertThat(Plain.text("今天没有新数据 می‌خواهم 👩‍👩‍👧 é\tß"))
        .isEqualTo("今天没有新数据 می‌خواهم 👩‍👩‍👧 é\tß");
  }

  @Test
  void every_kind_of_line_end_is_one() {
    assertThat(Plain.text("a\r\nb\rc\u2028d\u2029e\n")).isEqualTo("a\nb\nc\nd\ne");
    assertThat(Plain.line("a\r\nBcc: x\u0085\u2028y")).isEqualTo("a Bcc: x y");
  }

  @Test
  void half_a_character_becomes_a_sign_for_it() {
    assertThat(Plain.text("a\uD83Db")).isEqualTo("a\uFFFDb");
  }
}
