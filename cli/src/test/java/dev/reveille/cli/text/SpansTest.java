package dev.reveille.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {
  @ParameterizedTest
  @CsvSource({
    "0,0 ms",
    "999,999 ms",
    "1000,1 s",
    "5120,5.1 s",
    "60000,1 min",
    "61000,1 min 1 s",
    "7200000,2 h",
    "7500000,2 h 5 min",
    "259200000,3 days"
  })
  void lengths_of_time_read_as_people_say_them(long millis, String words) {
    assertThat(Spans.of(millis)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"90,in 1 min 30 s", "-30,30 s ago", "0,now", "7322,in 2 h 2 min"})
  void distances_name_their_direction(long seconds, String words) {
    Instant now = Instant.parse("2026-11-21T22:00:00Z");

    assertThat(Spans.until(now.plusSeconds(seconds), now)).isEqualTo(words);
  }
}
