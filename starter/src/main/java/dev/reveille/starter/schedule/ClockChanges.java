package dev.reveille.starter.schedule;

import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.schedule.CronExpression;
import dev.reveille.domain.schedule.CronField;
import dev.reveille.domain.schedule.CronSeries;
import dev.reveille.domain.schedule.FieldSet;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the server's calendars and a cron's due times part, at the clock changes of the next years,
 * and what makes up for it. Seen on server 1.32.0:
 *
 * <ul>
 *   <li>a skipped local time never fires, nor does the rest of an hour whose beginning is skipped;
 *       and where midnight is skipped, a calendar with weekdays loses the whole day;
 *   <li>a repeated one fires twice west of Greenwich; east of it only the second time, while the
 *       hour before and the hour itself can fire once more an hour late, and what is due until then
 *       is lost.
 * </ul>
 *
 * @param dated local times to add as calendars of one date
 * @param instants to add as intervals, since no calendar can name the first of two equal times
 * @param folds instants at which the server may fire though nothing is due
 */
record ClockChanges(
    List<LocalDateTime> dated, SortedSet<Instant> instants, SortedSet<Instant> folds) {
  static final ClockChanges NONE = new ClockChanges(List.of(), new TreeSet<>(), new TreeSet<>());

  /** How far ahead, in years after the current one; whole years, so that digests keep still. */
  private static final int YEARS = 5;

  /** A job that runs more often than each minute follows the server's clock without repair. */
  private static final int DENSEST = 60;

  private static final Duration HOUR = Duration.ofHours(1);

  static ClockChanges of(CronExpression cron, ZoneId zone, ScheduleRule.Dst dst, Instant now) {
    if (cron.perHour() > DENSEST) {
      return NONE;
    }
    ClockChanges found = new ClockChanges(new ArrayList<>(), new TreeSet<>(), new TreeSet<>());
    CronSeries series = CronSeries.of(cron, zone, dst);
    boolean weekdays = cron.field(CronField.DAY_OF_WEEK).size() < 7;
    for (ZoneOffsetTransition change : within(zone, now)) {
      if (change.isGap()) {
        found.addGap(change, series, weekdays);
      } else {
        found.addOverlap(change, series);
      }
    }
    return found;
  }

  /**
   * For a cron of every hour that is told in the zone without changes, where it fires by elapsed
   * time: the second of each two equal local times, where that is not due.
   */
  static SortedSet<Instant> repeats(
      CronExpression cron, ZoneId zone, ScheduleRule.Dst dst, Instant now) {
    CronSeries series = CronSeries.of(cron, zone, dst);
    ClockChanges found = new ClockChanges(List.of(), new TreeSet<>(), new TreeSet<>());
    if (series.firstOnly() && cron.perHour() <= DENSEST) {
      within(zone, now).stream()
          .filter(ZoneOffsetTransition::isOverlap)
          .forEach(overlap -> found.addSeconds(overlap, series));
    }
    return found.folds();
  }

  /** The clock changes of a zone from this year on. */
  static List<ZoneOffsetTransition> within(ZoneId zone, Instant now) {
    ZoneRules rules = zone.getRules();
    int year = now.atZone(ZoneOffset.UTC).getYear();
    Instant end = LocalDate.of(year + YEARS + 1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    Instant from = LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    ZoneOffsetTransition change = rules.nextTransition(from);
    while (change != null && change.getInstant().isBefore(end)) {
      changes.add(change);
      change = rules.nextTransition(change.getInstant());
    }
    return changes;
  }

  private void addGap(ZoneOffsetTransition gap, CronSeries series, boolean weekdays) {
    LocalDateTime before = gap.getDateTimeBefore();
    LocalDateTime after = gap.getDateTimeAfter();
    LocalDateTime skipped = series.nextLocal(before);
    while (skipped != null && skipped.isBefore(after)) {
      Instant shifted = skipped.toInstant(gap.getOffsetBefore());
      if (series.shifts()) {
        dated.add(LocalDateTime.ofInstant(shifted, gap.getOffsetAfter()));
      } else if (gap.getDuration().compareTo(HOUR) < 0) {
        // Within one hour the server does not notice the gap.
        addFold(shifted, series);
      }
      skipped = series.nextLocal(skipped.plusSeconds(1));
    }
    LocalDate night = after.toLocalDate();
    boolean midnightSkipped =
        !before.isAfter(night.atStartOfDay()) && after.isAfter(night.atStartOfDay());
    if (weekdays && midnightSkipped) {
      addBetween(after, night.plusDays(1).atStartOfDay(), gap.getOffsetAfter(), series);
    } else {
      // The rest of an hour that begins in the gap is skipped with it.
      addBetween(after, wholeHour(after), gap.getOffsetAfter(), series);
    }
  }

  private void addBetween(
      LocalDateTime from, LocalDateTime to, ZoneOffset offset, CronSeries series) {
    LocalDateTime match = series.nextLocal(from);
    while (match != null && match.isBefore(to)) {
      if (isDue(match.toInstant(offset), series) && !dated.contains(match)) {
        dated.add(match);
      }
      match = series.nextLocal(match.plusSeconds(1));
    }
  }

  private void addOverlap(ZoneOffsetTransition overlap, CronSeries series) {
    if (overlap.getOffsetAfter().getTotalSeconds() >= 0) {
      addEasternOverlap(overlap, series);
    } else if (series.firstOnly()) {
      addSeconds(overlap, series);
    }
  }

  private void addSeconds(ZoneOffsetTransition overlap, CronSeries series) {
    LocalDateTime match = series.nextLocal(overlap.getDateTimeAfter());
    while (match != null && match.isBefore(overlap.getDateTimeBefore())) {
      addFold(match.toInstant(overlap.getOffsetAfter()), series);
      match = series.nextLocal(match.plusSeconds(1));
    }
  }

  /** From the whole hour before to the end of the last hour that is repeated, even in part. */
  private void addEasternOverlap(ZoneOffsetTransition overlap, CronSeries series) {
    Duration length = overlap.getDuration().negated();
    LocalDateTime start = overlap.getDateTimeAfter();
    LocalDateTime end = overlap.getDateTimeBefore();
    boolean disturbed = false;
    LocalDateTime match = series.nextLocal(start.truncatedTo(ChronoUnit.HOURS).minus(HOUR));
    while (match != null && match.isBefore(wholeHour(end))) {
      disturbed = true;
      if (match.isBefore(end)) {
        addLate(match.toInstant(overlap.getOffsetBefore()), length, series);
      }
      if (!match.isBefore(start)) {
        addLate(match.toInstant(overlap.getOffsetAfter()), length, series);
      }
      match = series.nextLocal(match.plusSeconds(1));
    }
    // One instant that fires late makes the server leap over those up to it.
    Instant calm = overlap.getInstant().plus(length).plus(HOUR);
    Instant due = series.next(overlap.getInstant().minus(length).minusSeconds(1));
    while (disturbed && due != null && due.isBefore(calm)) {
      instants.add(due);
      due = series.next(due);
    }
  }

  private void addLate(Instant instant, Duration length, CronSeries series) {
    addFold(instant, series);
    addFold(instant.plus(HOUR), series);
    addFold(instant.plus(length), series);
  }

  private static LocalDateTime wholeHour(LocalDateTime time) {
    return time.minusNanos(1).truncatedTo(ChronoUnit.HOURS).plusHours(1);
  }

  private void addFold(Instant instant, CronSeries series) {
    if (!isDue(instant, series)) {
      folds.add(instant);
    }
  }

  private static boolean isDue(Instant instant, CronSeries series) {
    @Nullable Instant next = series.next(instant.minusSeconds(1));
    return instant.equals(next);
  }

  /** The dated local times, those of one date and one minute and second together. */
  List<DatedCalendar> calendars() {
    List<DatedCalendar> calendars = new ArrayList<>();
    for (LocalDateTime time : dated) {
      DatedCalendar own = DatedCalendar.of(time);
      int same = -1;
      for (int i = 0; i < calendars.size(); i++) {
        if (calendars.get(i).joins(own)) {
          same = i;
        }
      }
      if (same < 0) {
        calendars.add(own);
      } else {
        calendars.set(same, calendars.get(same).with(time.toLocalTime()));
      }
    }
    return calendars;
  }

  /** One date, one minute and second, and hours. */
  record DatedCalendar(LocalDate date, FieldSet hours, int minute, int second) {
    static DatedCalendar of(LocalDateTime time) {
      return new DatedCalendar(
          time.toLocalDate(), FieldSet.of(time.getHour()), time.getMinute(), time.getSecond());
    }

    boolean joins(DatedCalendar other) {
      return date.equals(other.date) && minute == other.minute && second == other.second;
    }

    DatedCalendar with(LocalTime time) {
      int[] all = Arrays.copyOf(hours.toArray(), hours.size() + 1);
      all[all.length - 1] = time.getHour();
      return new DatedCalendar(date, FieldSet.of(all), minute, second);
    }
  }
}
