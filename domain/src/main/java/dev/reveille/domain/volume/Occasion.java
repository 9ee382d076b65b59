package dev.reveille.domain.volume;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a run was due, by the clock of its job: what is usual at night, or at a weekend, need not be
 * usual at noon of a workday.
 *
 * @param byHand whether a person chose the moment, so that it means nothing
 */
public record Occasion(Instant due, ZoneId zone, boolean byHand) {
  private static final Duration SAME_HOUR = Duration.ofHours(2);
  private static final Duration DAY = Duration.ofDays(1);

  /** No tide turns so fast. */
  private static final Duration JUST_BEFORE = Duration.ofMinutes(30);

  public Occasion {
    requireNonNull(due, "due is null");
    requireNonNull(zone, "zone is null");
  }

  /** Whether what was usual then should be usual now. */
  boolean isLike(Instant other) {
    return Duration.between(other, due).abs().compareTo(JUST_BEFORE) <= 0
        || isSameTime(due.atZone(zone), other.atZone(zone));
  }

  /** Whether it was the same hour of the same day of the week. */
  boolean isSameWeekday(Instant other) {
    return due.atZone(zone).getDayOfWeek() == other.atZone(zone).getDayOfWeek()
        && isSameTime(due.atZone(zone), other.atZone(zone));
  }

  /** Of another day: hours of the same day that resemble this one tell nothing of what follows. */
  private static boolean isSameTime(ZonedDateTime one, ZonedDateTime other) {
    if (restDay(one) != restDay(other) || one.toLocalDate().equals(other.toLocalDate())) {
      return false;
    }
    Duration apart =
        Duration.of(
            Math.abs(one.toLocalTime().toSecondOfDay() - other.toLocalTime().toSecondOfDay()),
            ChronoUnit.SECONDS);
    Duration overMidnight = DAY.minus(apart);
    return (apart.compareTo(overMidnight) < 0 ? apart : overMidnight).compareTo(SAME_HOUR) <= 0;
  }

  /** Saturday, Sunday, or null on a workday. */
  private static @Nullable DayOfWeek restDay(ZonedDateTime day) {
    DayOfWeek weekday = day.getDayOfWeek();
    return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY ? weekday : null;
  }
}
