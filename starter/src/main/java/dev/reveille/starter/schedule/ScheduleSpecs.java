package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.schedule.CronExpression;
import dev.reveille.domain.schedule.CronField;
import dev.reveille.domain.schedule.DueTimes;
import dev.reveille.domain.schedule.FieldSet;
import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleRange;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a rule is told to the server, so that it fires at the rule's due times and at no others. */
public final class ScheduleSpecs {
  /** Longest offset that {@code stagger: auto} gives. */
  static final Duration LONGEST_OFFSET = Duration.ofSeconds(59);

  private static final int LONGEST_COMMENT = 200;

  private ScheduleSpecs() {}

  /**
   * A rule as the server is told it.
   *
   * @param folds due times at which the server may fire although nothing is due; a run that finds
   *     its own due time here ends as skipped
   * @param repairs everything added for clock changes, as it enters the digest; without offset
   */
  public record ServerSpec(ScheduleSpec spec, List<Instant> folds, List<String> repairs) {
    public ServerSpec {
      requireNonNull(spec, "spec is null");
      folds = List.copyOf(folds);
      repairs = List.copyOf(repairs);
    }
  }

  /**
   * Translates a rule. Clock changes are looked after for the current and the next five years, so
   * the result changes with the year of {@code now}, and with nothing smaller.
   *
   * @param offset whole seconds that {@code stagger: auto} gave, at most {@link #longestOffset}
   * @throws IllegalArgumentException if the rule cannot be read, or the offset does not fit
   */
  public static ServerSpec of(ScheduleRule rule, Duration offset, Instant now) {
    // The room for an offset takes a hundred due times to find; most jobs have none.
    boolean fits =
        offset.isZero()
            || (offset.toNanosPart() == 0
                && !offset.isNegative()
                && offset.compareTo(longestOffset(rule)) <= 0);
    if (!fits) {
      throw new IllegalArgumentException(
          "offset: " + offset + " (expected: whole seconds from 0 to " + longestOffset(rule) + ")");
    }
    return switch (rule.kind()) {
      case AT -> at(rule, offset);
      case EVERY -> every(rule, requireNonNull(rule.every()), rule.anchor(), offset);
      case CRON -> {
        CronExpression cron = CronExpression.parse(requireNonNull(rule.expr()));
        yield cron.every().isPresent()
            ? every(rule, cron.every().get(), null, offset)
            : cron(rule, cron, (int) offset.toSeconds(), now);
      }
    };
  }

  /** The longest offset that a rule has room for: a tenth of its interval, and under a minute. */
  public static Duration longestOffset(ScheduleRule rule) {
    if (rule.kind() == ScheduleRule.Kind.AT) {
      return LONGEST_OFFSET;
    }
    Duration tenth = Intervals.shortest(rule).dividedBy(10).truncatedTo(ChronoUnit.SECONDS);
    Duration room = LONGEST_OFFSET;
    if (rule.kind() == ScheduleRule.Kind.CRON) {
      CronExpression cron = CronExpression.parse(requireNonNull(rule.expr()));
      if (cron.every().isEmpty()) {
        room = room.minusSeconds(cron.field(CronField.SECOND).last());
      }
    }
    return tenth.compareTo(room) < 0 ? tenth : room;
  }

  private static ServerSpec at(ScheduleRule rule, Duration offset) {
    Instant at = requireNonNull(rule.at()).truncatedTo(ChronoUnit.SECONDS).plus(offset);
    LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    ScheduleCalendarSpec calendar = calendar(ClockChanges.DatedCalendar.of(time), 0, "once, at");
    return new ServerSpec(
        base(rule, ZoneOffset.UTC).setCalendars(List.of(calendar)).build(), List.of(), List.of());
  }

  private static ServerSpec every(
      ScheduleRule rule, Duration every, @Nullable Instant anchor, Duration offset) {
    long phase = new DueTimes.Every(every, anchor).phase() + offset.toSeconds();
    Duration within = Duration.ofSeconds(phase % every.toSeconds());
    ScheduleIntervalSpec interval = new ScheduleIntervalSpec(every, within);
    return new ServerSpec(
        base(rule, ZoneOffset.UTC).setIntervals(List.of(interval)).build(), List.of(), List.of());
  }

  private static ServerSpec cron(ScheduleRule rule, CronExpression cron, int offset, Instant now) {
    Integer minutes = cron.everyHour() ? minutesFromUtc(rule.tz(), now) : null;
    if (minutes != null) {
      // Due by elapsed time, whatever local clocks do: tell it in the zone without changes.
      FieldSet shifted = cron.field(CronField.MINUTE).rotated(-minutes, 60);
      return new ServerSpec(
          base(rule, ZoneOffset.UTC).setCalendars(calendars(cron, shifted, offset)).build(),
          List.copyOf(ClockChanges.repeats(cron, rule.tz(), rule.dst(), now)),
          List.of());
    }
    ClockChanges changes = ClockChanges.of(cron, rule.tz(), rule.dst(), now);
    List<ScheduleCalendarSpec> calendars =
        new ArrayList<>(calendars(cron, cron.field(CronField.MINUTE), offset));
    List<String> repairs = new ArrayList<>();
    for (ClockChanges.DatedCalendar dated : changes.calendars()) {
      calendars.add(calendar(dated, offset, "clock change"));
      repairs.add(dated.toString());
    }
    List<ScheduleIntervalSpec> intervals = new ArrayList<>();
    for (Instant instant : changes.instants()) {
      // An interval as long as the time since the epoch comes round just once in a lifetime.
      intervals.add(
          new ScheduleIntervalSpec(Duration.ofSeconds(instant.getEpochSecond() + offset)));
      repairs.add(instant.toString());
    }
    ScheduleSpec spec =
        base(rule, rule.tz()).setCalendars(calendars).setIntervals(intervals).build();
    return new ServerSpec(spec, List.copyOf(changes.folds()), repairs);
  }

  private static ScheduleSpec.Builder base(ScheduleRule rule, ZoneId zone) {
    String name = zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    return ScheduleSpec.newBuilder().setTimeZoneName(name).setJitter(rule.stagger().jitter());
  }

  /** Minutes past the hour of the zone's offset; null when its changes are not of whole hours. */
  private static @Nullable Integer minutesFromUtc(ZoneId zone, Instant now) {
    int offset = zone.getRules().getOffset(now).getTotalSeconds();
    for (ZoneOffsetTransition change : ClockChanges.within(zone, now)) {
      if (change.getDuration().toSeconds() % 3600 != 0) {
        return null;
      }
    }
    return offset % 60 == 0 ? Math.floorMod(offset / 60, 60) : null;
  }

  /** One calendar, or two where either day field is enough; equal instants fire only once. */
  private static List<ScheduleCalendarSpec> calendars(
      CronExpression cron, FieldSet minutes, int offset) {
    FieldSet monthDays = cron.field(CronField.DAY_OF_MONTH);
    FieldSet weekDays = cron.field(CronField.DAY_OF_WEEK);
    if (!cron.eitherDay()) {
      return List.of(calendar(cron, minutes, monthDays, weekDays, offset));
    }
    return List.of(
        calendar(cron, minutes, monthDays, CronField.DAY_OF_WEEK.all(), offset),
        calendar(cron, minutes, CronField.DAY_OF_MONTH.all(), weekDays, offset));
  }

  private static ScheduleCalendarSpec calendar(
      CronExpression cron, FieldSet minutes, FieldSet monthDays, FieldSet weekDays, int offset) {
    ScheduleCalendarSpec.Builder calendar =
        ScheduleCalendarSpec.newBuilder()
            .setSeconds(ranges(cron.field(CronField.SECOND).shifted(offset)))
            .setMinutes(ranges(minutes))
            .setHour(ranges(cron.field(CronField.HOUR)))
            .setDayOfMonth(ranges(monthDays))
            .setMonth(ranges(cron.field(CronField.MONTH)))
            .setDayOfWeek(ranges(weekDays))
            .setComment(comment(cron.text()));
    FieldSet years = cron.field(CronField.YEAR);
    if (years.size() < CronField.YEAR.all().size()) {
      calendar.setYear(ranges(years));
    }
    return calendar.build();
  }

  private static ScheduleCalendarSpec calendar(
      ClockChanges.DatedCalendar dated, int offset, String comment) {
    return ScheduleCalendarSpec.newBuilder()
        .setSeconds(ranges(FieldSet.of(dated.second() + offset)))
        .setMinutes(ranges(FieldSet.of(dated.minute())))
        .setHour(ranges(dated.hours()))
        .setDayOfMonth(ranges(FieldSet.of(dated.date().getDayOfMonth())))
        .setMonth(ranges(FieldSet.of(dated.date().getMonthValue())))
        .setYear(ranges(FieldSet.of(dated.date().getYear())))
        .setDayOfWeek(ranges(CronField.DAY_OF_WEEK.all()))
        .setComment(comment)
        .build();
  }

  private static String comment(String text) {
    return text.length() <= LONGEST_COMMENT ? text : text.substring(0, LONGEST_COMMENT);
  }

  private static List<ScheduleRange> ranges(FieldSet set) {
    return set.ranges().stream()
        .map(
            range ->
                range[0] == range[1]
                    ? new ScheduleRange(range[0])
                    : new ScheduleRange(range[0], range[1], range[2]))
        .toList();
  }
}
