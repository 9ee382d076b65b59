package dev.reveille.domain.schedule;

import dev.reveille.domain.job.ScheduleRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** The due times of a cron in a zone, searched from one clock change to the next. */
public final class CronSeries implements DueTimes.Series {
  private final CronExpression cron;
  private final ZoneRules rules;
  private final boolean shifts;
  private final boolean firstOnly;

  /**
   * @param shifts whether a skipped local time is due all the same, when it would have been
   * @param firstOnly whether a repeated local time is due at the first of its instants alone
   */
  private CronSeries(CronExpression cron, ZoneId zone, boolean shifts, boolean firstOnly) {
    this.cron = cron;
    this.rules = zone.getRules();
    this.shifts = shifts;
    this.firstOnly = firstOnly;
  }

  /** The series of a cron that names fields, under its rule's policy for clock changes. */
  public static CronSeries of(CronExpression cron, ZoneId zone, ScheduleRule.Dst dst) {
    boolean once = dst == ScheduleRule.Dst.ONCE && cron.fixedHours();
    return new CronSeries(cron, zone, once, once || dst == ScheduleRule.Dst.SKIP);
  }

  /** Whether a local time that the clocks skip is due all the same. */
  public boolean shifts() {
    return shifts;
  }

  /** Whether a local time that the clocks repeat is due only once. */
  public boolean firstOnly() {
    return firstOnly;
  }

  @Override
  public @Nullable Instant next(Instant after) {
    Instant from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    while (true) {
      ZoneOffset offset = rules.getOffset(from);
      ZoneOffsetTransition begin = rules.previousTransition(from.plusSeconds(1));
      ZoneOffsetTransition end = rules.nextTransition(from);
      LocalDateTime local = LocalDateTime.ofInstant(from, offset);
      if (firstOnly && begin != null && begin.isOverlap()) {
        local = later(local, begin.getDateTimeBefore());
      }
      LocalDateTime match = nextLocal(local);
      Instant due = match == null ? null : match.toInstant(offset);
      if (due != null && end != null && !due.isBefore(end.getInstant())) {
        due = null;
      }
      if (shifts && begin != null && begin.isGap()) {
        due = earlier(due, nextSkipped(begin, from));
      }
      if (due != null || match == null || end == null) {
        return due;
      }
      // Nothing matches before that local time, except among those about to be repeated: leap.
      Instant shortBefore = match.toInstant(ZoneOffset.UTC).minus(Duration.ofDays(2));
      from = end.isOverlap() ? end.getInstant() : later(end.getInstant(), shortBefore);
    }
  }

  /** The first skipped local time of this gap whose instant is not before the given one. */
  private @Nullable Instant nextSkipped(ZoneOffsetTransition gap, Instant from) {
    LocalDateTime unchanged = LocalDateTime.ofInstant(from, gap.getOffsetBefore());
    LocalDateTime match = nextLocal(later(unchanged, gap.getDateTimeBefore()));
    return match != null && match.isBefore(gap.getDateTimeAfter())
        ? match.toInstant(gap.getOffsetBefore())
        : null;
  }

  /** The first matching local time not before this one, whether clocks show it or not. */
  public @Nullable LocalDateTime nextLocal(LocalDateTime from) {
    LocalDate date = cron.nextDate(from.toLocalDate());
    if (date != null && date.equals(from.toLocalDate())) {
      LocalTime time = timeFrom(from.toLocalTime());
      if (time != null) {
        return date.atTime(time);
      }
      date = cron.nextDate(date.plusDays(1));
    }
    return date == null ? null : date.atTime(firstTime());
  }

  private LocalTime firstTime() {
    return LocalTime.of(
        cron.field(CronField.HOUR).first(),
        cron.field(CronField.MINUTE).first(),
        cron.field(CronField.SECOND).first());
  }

  private @Nullable LocalTime timeFrom(LocalTime from) {
    FieldSet hours = cron.field(CronField.HOUR);
    FieldSet minutes = cron.field(CronField.MINUTE);
    FieldSet seconds = cron.field(CronField.SECOND);
    int hour = from.getHour();
    if (hours.has(hour)) {
      int minute = from.getMinute();
      int second = minutes.has(minute) ? seconds.from(from.getSecond()) : -1;
      if (second >= 0) {
        return LocalTime.of(hour, minute, second);
      }
      minute = minutes.from(minute + 1);
      if (minute >= 0) {
        return LocalTime.of(hour, minute, seconds.first());
      }
    }
    hour = hours.from(hour + 1);
    return hour < 0 ? null : LocalTime.of(hour, minutes.first(), seconds.first());
  }

  private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
