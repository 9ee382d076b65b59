package dev.reveille.starter.schedule;

import static dev.reveille.starter.schedule.SpecTimes.orNone;
import static dev.reveille.starter.schedule.SpecTimes.phase;
import static dev.reveille.starter.schedule.SpecTimes.values;

import dev.reveille.domain.job.ScheduleRule;
import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether the server still holds the times it was told. How they are written does not matter, nor
 * do comments.
 */
final class SameTimes {
  /** The server's list shows no more calendars, and no more intervals, of a schedule. */
  private static final int LISTED = 10;

  private SameTimes() {}

  /** Compares with a described schedule. */
  static boolean described(ScheduleSpec told, ScheduleSpec held) {
    return SpecTimes.of(told, Integer.MAX_VALUE).equals(SpecTimes.of(held, Integer.MAX_VALUE));
  }

  /**
   * Compares with a schedule as the server lists it, which is cut, so that a difference beyond its
   * end stays unseen. An offset of {@code stagger: auto}, which no list tells, may be any.
   */
  static boolean listed(ScheduleRule rule, ScheduleSpec held, Instant now) {
    ScheduleSpec told = ScheduleSpecs.of(rule, Duration.ZERO, now).spec();
    SpecTimes listed = SpecTimes.of(held, LISTED);
    if (SpecTimes.of(told, LISTED).equals(listed)) {
      return true;
    }
    Duration offset = rule.stagger().auto() ? offset(told, held) : Duration.ZERO;
    return !offset.isZero()
        && offset.compareTo(ScheduleSpecs.longestOffset(rule)) <= 0
        && SpecTimes.of(ScheduleSpecs.of(rule, offset, now).spec(), LISTED).equals(listed);
  }

  /** The only offset that can explain the difference; zero for none. */
  private static Duration offset(ScheduleSpec told, ScheduleSpec held) {
    List<ScheduleCalendarSpec> calendars = orNone(told.getCalendars());
    if (!calendars.isEmpty()) {
      int seconds = firstSecond(orNone(held.getCalendars())) - firstSecond(calendars);
      return Duration.ofSeconds(Math.max(0, seconds));
    }
    List<ScheduleIntervalSpec> intervals = orNone(told.getIntervals());
    List<ScheduleIntervalSpec> heldIntervals = orNone(held.getIntervals());
    if (intervals.isEmpty() || heldIntervals.isEmpty()) {
      return Duration.ZERO;
    }
    Duration moved = phase(heldIntervals.get(0)).minus(phase(intervals.get(0)));
    long every = intervals.get(0).getEvery().toSeconds();
    return Duration.ofSeconds(Math.floorMod(moved.toSeconds(), every));
  }

  private static int firstSecond(List<ScheduleCalendarSpec> calendars) {
    return calendars.isEmpty()
        ? 0
        : Math.max(0, values(calendars.get(0).getSeconds()).nextSetBit(0));
  }
}
