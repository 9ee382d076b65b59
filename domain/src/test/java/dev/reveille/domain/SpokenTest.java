package dev.reveille.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "812, 812 ms",
    "2000, 2 s",
    "2510, 2.5 s",
    "59999, 59.9 s",
    "60000, 1 min",
    "90000, 1 min 30 s",
    "3600000, 1 h",
    "6070000, 1 h 41 min",
    "90000000, 1 d 1 h"
  })
  void durations_are_said_as_people_say_them(long millis, String words) {
    assertThat(Spoken.duration(Duration.ofMillis(millis))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 bytes", "1, 1 byte", "999, 999 bytes", "1840, 1.8 kB", "12000000, 12.0 MB"})
  void sizes_are_said_as_people_say_them(long bytes, String words) {
    assertThat(Spoken.bytes(bytes)).isEqualTo(words);
  }

  @Test
  void a_cut_text_shows_it_and_splits_no_character() {
    assertThat(Spoken.cut("short", 5)).isEqualTo("short");
    assertThat(Spoken.cut("longer", 5)).isEqualTo("long…");
    assertThat(Spoken.cut("abc\uD83D\uDE00def", 5)).isEqualTo("abc…");
  }

  @Test
  void a_sentence_ends_in_a_full_stop() {
    assertThat(Spoken.sentence("It died ")).isEqualTo("It died.");
    assertThat(Spoken.sentence("It died!")).isEqualTo("It died!");
  }
}
