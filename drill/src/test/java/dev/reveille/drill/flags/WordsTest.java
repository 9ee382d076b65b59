package dev.reveille.drill.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WordsTest {
  @Test
  void durations_have_a_unit() {
    assertThat(Words.duration("delay", "250ms")).isEqualTo(Duration.ofMillis(250));
    assertThat(Words.duration("delay", "2s")).isEqualTo(Duration.ofSeconds(2));
    assertThat(Words.duration("delay", "5m")).isEqualTo(Duration.ofMinutes(5));
    assertThat(Words.duration("delay", "1h")).isEqualTo(Duration.ofHours(1));
    assertThatThrownBy(() -> Words.duration("delay", "2"))
        .hasMessage("delay: 2 (expected: a duration such as 250ms, 2s or 5m)");
  }

  @Test
  void quotes_hold_words_together() {
    assertThat(Words.split("--do 'sh:echo a  b' --say \"it's\" x''y ''"))
        .containsExactly("--do", "sh:echo a  b", "--say", "it's", "xy", "");
  }

  @Test
  void a_quote_that_stays_open_is_an_error() {
    assertThatThrownBy(() -> Words.split("--say 'never")).hasMessageContaining("never closed");
  }
}
