package dev.reveille.starter.schedule;

import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleRange;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The times of a server's schedule in the one form in which two of them can be compared. */
record SpecTimes(
    Set<Calendar> calendars,
    Set<Interval> intervals,
    Set<Calendar> skipped,
    Set<String> crons,
    @Nullable Instant startAt,
    @Nullable Instant endAt,
    Duration jitter,
    String zone) {
  /**
   * @param most of each list, its head
   */
  static SpecTimes of(ScheduleSpec spec, int most) {
    return new SpecTimes(
        calendars(orNone(spec.getCalendars()), most),
        orNone(spec.getIntervals()).stream()
            .limit(most)
            .map(each -> new Interval(each.getEvery(), phase(each)))
            .collect(Collectors.toSet()),
        calendars(orNone(spec.getSkip()), most),
        Set.copyOf(orNone(spec.getCronExpressions())),
        spec.getStartAt(),
        spec.getEndAt(),
        Objects.requireNonNullElse(spec.getJitter(), Duration.ZERO),
        zone(spec.getTimeZoneName()));
  }

  private static Set<Calendar> calendars(List<ScheduleCalendarSpec> all, int most) {
    return all.stream().limit(most).map(Calendar::of).collect(Collectors.toSet());
  }

  private static String zone(@Nullable String name) {
    return name == null || name.isEmpty() ? "UTC" : name;
  }

  static Duration phase(ScheduleIntervalSpec interval) {
    return Objects.requireNonNullElse(interval.getOffset(), Duration.ZERO);
  }

  static BitSet values(@Nullable List<ScheduleRange> ranges) {
    BitSet values = new BitSet();
    for (ScheduleRange range : orNone(ranges)) {
      int end = Math.max(range.getStart(), range.getEnd());
      for (int at = range.getStart(); at <= end; at += Math.max(1, range.getStep())) {
        values.set(at);
      }
    }
    return values;
  }

  static <T> List<T> orNone(@Nullable List<T> all) {
    return all == null ? List.of() : all;
  }

  record Interval(Duration every, Duration phase) {}

  record Calendar(
      BitSet seconds,
      BitSet minutes,
      BitSet hours,
      BitSet monthDays,
      BitSet months,
      BitSet years,
      BitSet weekDays) {
    static Calendar of(ScheduleCalendarSpec spec) {
      return new Calendar(
          values(spec.getSeconds()),
          values(spec.getMinutes()),
          values(spec.getHour()),
          values(spec.getDayOfMonth()),
          values(spec.getMonth()),
          values(spec.getYear()),
          values(spec.getDayOfWeek()));
    }
  }
}
