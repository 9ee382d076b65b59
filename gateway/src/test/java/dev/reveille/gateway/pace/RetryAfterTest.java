package dev.reveille.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-21T22:00:00Z");

  @Test
  void seconds_and_http_dates_are_read() {
    assertThat(RetryAfter.parse("2", NOW)).isEqualTo(Duration.ofSeconds(2));
    assertThat(RetryAfter.parse(" 0.25 ", NOW)).isEqualTo(Duration.ofMillis(250));
    assertThat(RetryAfter.parse("Sat, 21 Nov 2026 22:00:30 GMT", NOW))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void a_date_that_has_passed_is_now() {
    assertThat(RetryAfter.parse("Sat, 21 Nov 2026 21:00:00 GMT", NOW)).isEqualTo(Duration.ZERO);
  }

  @Test
  void nobody_is_believed_longer_than_an_hour() {
    assertThat(RetryAfter.parse("99999999999999999999", NOW)).isEqualTo(Duration.ofHours(1));
    assertThat(RetryAfter.parse("7200", NOW)).isEqualTo(Duration.ofHours(1));
    assertThat(RetryAfter.parse("Thu, 31 Dec 2099 23:59:59 GMT", NOW))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void nonsense_says_nothing() {
    assertThat(RetryAfter.parse(null, NOW)).isNull();
    assertThat(RetryAfter.parse("", NOW)).isNull();
    assertThat(RetryAfter.parse("soon", NOW)).isNull();
    assertThat(RetryAfter.parse("-5", NOW)).isNull();
    assertThat(RetryAfter.parse("二", NOW)).isNull();
  }
}
