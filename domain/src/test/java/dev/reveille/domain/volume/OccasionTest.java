package dev.reveille.domain.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OccasionTest {
  /** The 20th of November 2026 is a Friday. */
  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-11-20T22:00:00Z, 2026-11-19T22:00:00Z, true, false",
    "UTC, 2026-11-20T22:00:00Z, 2026-11-13T22:00:00Z, true, true",
    "UTC, 2026-11-20T22:00:00Z, 2026-11-13T20:00:00Z, true, true",
    "UTC, 2026-11-20T22:00:00Z, 2026-11-13T19:59:59Z, false, false",
    "UTC, 2026-11-20T22:00:00Z, 2026-11-19T00:00:00Z, true, false",
    "UTC, 2026-11-20T22:00:00Z, 2026-11-19T00:00:01Z, false, false",
    "UTC, 2026-11-20T01:00:00Z, 2026-11-18T23:00:00Z, true, false",
    "UTC, 2026-11-20T01:00:00Z, 2026-11-18T22:59:59Z, false, false",
    "UTC, 2026-11-20T22:00:00Z, 2026-11-21T22:00:00Z, false, false",
    "UTC, 2026-11-20T22:00:00Z, 2026-11-22T22:00:00Z, false, false",
    "UTC, 2026-11-21T22:00:00Z, 2026-11-15T22:00:00Z, false, false",
    "UTC, 2026-11-21T22:00:00Z, 2026-11-14T21:00:00Z, true, true",
    "UTC, 2026-11-22T22:00:00Z, 2026-11-15T22:00:00Z, true, true",
    "UTC, 2026-11-22T22:00:00Z, 2026-11-16T22:00:00Z, false, false",
    "UTC, 2026-11-20T22:00:00Z, 2026-11-20T21:00:00Z, false, false",
    "UTC, 2026-11-20T22:00:00Z, 2026-11-20T21:30:00Z, true, false",
    "UTC, 2026-11-20T22:00:00Z, 2026-11-20T22:30:00Z, true, false",
    "UTC, 2026-11-20T22:00:00Z, 2026-11-20T22:30:01Z, false, false",
    "UTC, 2026-11-21T00:10:00Z, 2026-11-20T23:50:00Z, true, false",
    "UTC, 2026-11-20T12:00:00Z, 2026-11-19T00:00:00Z, false, false",
    "Asia/Shanghai, 2026-11-20T22:00:00Z, 2026-11-19T22:00:00Z, false, false",
    "Asia/Shanghai, 2026-11-20T22:00:00Z, 2026-11-21T22:00:00Z, false, false",
    "Asia/Shanghai, 2026-11-20T22:00:00Z, 2026-11-13T22:00:00Z, true, true",
    "Europe/Berlin, 2026-11-20T21:00:00Z, 2026-10-16T20:00:00Z, true, true"
  })
  void a_like_time_is_the_same_hour_of_another_day_of_its_kind_or_just_before(
      String zone, Instant due, Instant other, boolean like, boolean weekday) {
    Occasion occasion = new Occasion(due, java.time.ZoneId.of(zone), false);

    assertThat(occasion.isLike(other)).isEqualTo(like);
    assertThat(occasion.isSameWeekday(other)).isEqualTo(weekday);
  }
}
