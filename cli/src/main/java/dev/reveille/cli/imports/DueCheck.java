package dev.reveille.cli.imports;

import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.schedule.DueTimes;
import dev.reveille.starter.imports.ImportReport;
import dev.reveille.starter.imports.ImportedJob;
import dev.reveille.starter.imports.openclaw.TheirSchedule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds the due times of imported jobs, here and there, side by side. */
final class DueCheck {
  private static final int MOST = 50_000;

  private DueCheck() {}

  /**
   * What is compared.
   *
   * @param after the instant from which on
   * @param before the instant until which; null for the next ten
   */
  record Span(Instant after, @Nullable Instant before) {
    int most() {
      return before == null ? 10 : MOST;
    }

    Instant end() {
      return before == null ? after.plus(Duration.ofDays(3660)) : before;
    }
  }

  /**
   * One job's times.
   *
   * @param theirs null where there is nothing to compare with
   * @param clockChanges whether every difference is at a change of the clocks
   */
  record Pair(
      List<Instant> ours,
      @Nullable List<Instant> theirs,
      List<Instant> onlyOurs,
      List<Instant> onlyTheirs,
      boolean clockChanges) {
    boolean equal() {
      return onlyOurs.isEmpty() && onlyTheirs.isEmpty();
    }

    boolean differsForNoReason() {
      return !equal() && !clockChanges;
    }
  }

  /**
   * What came of it.
   *
   * @param by whose reckoning the other side is, in words
   * @param pairs by source
   */
  record Result(String by, Map<String, Pair> pairs) {
    long differing() {
      return pairs.values().stream().filter(pair -> !pair.equal()).count();
    }
  }

  /** Blocks for seconds where OpenClaw is asked. */
  static Result of(
      ImportReport report, Map<String, TheirSchedule> schedules, Span span, Program program)
      throws IOException, InterruptedException {
    Optional<Map<String, List<Instant>>> asked =
        schedules.isEmpty()
            ? Optional.empty()
            : OpenClawClock.ask(program, schedules, span.after(), span.end(), span.most());
    Map<String, Pair> pairs = new LinkedHashMap<>();
    for (ImportedJob job : report.jobs()) {
      ScheduleRule rule = job.rule();
      if (rule != null) {
        TheirSchedule schedule = schedules.get(job.source());
        List<Instant> theirs = null;
        if (asked.isPresent()) {
          theirs = asked.get().get(job.source());
        }
        if (theirs == null && schedule != null) {
          theirs = schedule.between(span.after(), span.end(), span.most());
        }
        pairs.put(job.source(), pair(rule, theirs, span));
      }
    }
    String by = asked.isPresent() ? "by OpenClaw's own code" : "by OpenClaw's published rules";
    return new Result(schedules.isEmpty() ? "" : by, pairs);
  }

  private static Pair pair(ScheduleRule rule, @Nullable List<Instant> theirs, Span span) {
    DueTimes due = DueTimes.of(rule);
    List<Instant> ours =
        due.next(span.after(), span.most()).stream()
            .filter(time -> time.isBefore(span.end()))
            .toList();
    if (theirs == null) {
      return new Pair(ours, null, List.of(), List.of(), false);
    }
    List<Instant> seconds =
        theirs.stream().map(time -> time.truncatedTo(ChronoUnit.SECONDS)).toList();
    Instant end = ours.isEmpty() || seconds.isEmpty() ? span.end() : common(ours, seconds, span);
    TreeSet<Instant> onlyOurs = new TreeSet<>(ours);
    TreeSet<Instant> onlyTheirs = new TreeSet<>(seconds);
    onlyOurs.removeAll(seconds);
    onlyTheirs.removeAll(ours);
    List<Instant> left = onlyOurs.stream().filter(time -> time.isBefore(end)).toList();
    List<Instant> right = onlyTheirs.stream().filter(time -> time.isBefore(end)).toList();
    boolean changes =
        left.stream().allMatch(time -> nearChange(time, rule.tz()))
            && right.stream().allMatch(time -> nearChange(time, rule.tz()));
    return new Pair(ours, seconds, left, right, changes);
  }

  /** Of lists that end at a count, only what lies before the earlier end can be compared. */
  private static Instant common(List<Instant> ours, List<Instant> theirs, Span span) {
    if (ours.size() < span.most() && theirs.size() < span.most()) {
      return span.end();
    }
    Instant one = ours.get(ours.size() - 1);
    Instant other = theirs.get(theirs.size() - 1);
    return (one.isBefore(other) ? one : other).plusMillis(1);
  }

  private static boolean nearChange(Instant time, ZoneId zone) {
    ZoneOffsetTransition before = zone.getRules().previousTransition(time.plusSeconds(1));
    ZoneOffsetTransition after = zone.getRules().nextTransition(time);
    Duration near = Duration.ofHours(3);
    return (before != null && Duration.between(before.getInstant(), time).compareTo(near) <= 0)
        || (after != null && Duration.between(time, after.getInstant()).compareTo(near) <= 0);
  }
}
