package dev.reveille.starter.schedule;

import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.schedule.DueTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How close together the due times of a rule are. */
final class Intervals {
  /** Enough to pass through every pattern of a day, and to see the rhythm of rarer ones. */
  private static final int SAMPLE = 100;

  private static final Instant FROM = Instant.parse("2026-01-05T00:00:00Z");

  private Intervals() {}

  /** The shortest time between two neighbouring due times; a year where there is one at most. */
  static Duration shortest(ScheduleRule rule) {
    List<Instant> due = DueTimes.of(rule).next(FROM, SAMPLE);
    Duration shortest = Duration.ofDays(365);
    for (int i = 1; i < due.size(); i++) {
      Duration gap = Duration.between(due.get(i - 1), due.get(i));
      shortest = gap.compareTo(shortest) < 0 ? gap : shortest;
    }
    return shortest;
  }
}
