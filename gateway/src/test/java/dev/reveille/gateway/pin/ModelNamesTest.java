package dev.reveille.gateway.pin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"gpt-5.4", "gpt-5.4-2026-03-05", "gpt-5.4-20260305", "gpt-5.4@20260305"})
  void the_name_itself_and_the_name_with_a_date_are_the_model(String answered) {
    assertThat(ModelNames.same("gpt-5.4", answered)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gpt-5",
        "gpt-5.4-mini",
        "gpt-5.4-latest",
        "gpt-5.4-mini-2026-03-05",
        "gpt-5.4-2026-03-05-mini",
        "gpt-5.4-2026-13-05",
        "gpt-5.4-2026-03-32",
        "gpt-5.4-2026-03",
        "gpt-5.4-0305",
        "gpt-5.4@2026-03-05",
        "gpt-5.4 -2026-03-05",
        "gpt-5.4-2026-03-05 ",
        "gpt-5.4-2026-03-05\n",
        "gpt-5.4-٢٠٢٦-03-05",
        "GPT-5.4",
        "openai/gpt-5.4",
        "gpt-5.4:free"
      })
  void anything_else_is_another_model(String answered) {
    assertThat(ModelNames.same("gpt-5.4", answered)).isFalse();
  }

  @Test
  void a_name_that_has_a_date_takes_no_other() {
    assertThat(ModelNames.same("m-2026-03-05", "m-2026-03-05")).isTrue();
    assertThat(ModelNames.same("m-2026-03-05", "m-2026-03-05-2026-09-01")).isFalse();
    assertThat(ModelNames.same("m-2026-03-05", "m")).isFalse();
  }

  @Test
  void a_name_is_shown_without_what_breaks_a_line_and_not_at_any_length() {
    assertThat(ModelNames.shown("模型\r\n\u001b[31m\u202e")).isEqualTo("模型???[31m?");
    assertThat(ModelNames.shown("x".repeat(5000))).hasSize(101).endsWith("…");
  }
}
