package dev.reveille.domain.schedule;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.ScheduleRule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a rule is due, before offset and jitter, to the second. A pure function of the rule and the
 * zone's clock changes; needs no server. Immutable and thread-safe.
 *
 * <p>Under {@code dst: once} a cron with fixed hours is due once for every local time it names: a
 * time that the clocks skip, at the instant it would have been; a time they repeat, at the first of
 * the two. Under {@code dst: skip} every cron is due when the local clock shows a matching time for
 * the first time. All others are due whenever it shows one.
 */
public final class DueTimes {
  private final Series series;

  private DueTimes(Series series) {
    this.series = series;
  }

  /**
   * The due times of a rule.
   *
   * @throws CronSyntaxException if its expression cannot be read
   * @throws IllegalArgumentException if its interval is below a second or not in whole seconds
   */
  public static DueTimes of(ScheduleRule rule) {
    return new DueTimes(
        switch (rule.kind()) {
          case CRON -> cron(rule);
          case EVERY -> new Every(requireNonNull(rule.every()), rule.anchor());
          case AT -> new At(requireNonNull(rule.at()));
        });
  }

  private static Series cron(ScheduleRule rule) {
    CronExpression cron = CronExpression.parse(requireNonNull(rule.expr()));
    if (cron.every().isPresent()) {
      return new Every(cron.every().get(), null);
    }
    return CronSeries.of(cron, rule.tz(), rule.dst());
  }

  /** The first due time after this instant; empty when there is none up to the year 2100. */
  public Optional<Instant> next(Instant after) {
    return Optional.ofNullable(series.next(after));
  }

  /** The first due times after this instant, at most so many. */
  public List<Instant> next(Instant after, int count) {
    List<Instant> found = new ArrayList<>();
    Instant due = series.next(after);
    while (due != null && found.size() < count) {
      found.add(due);
      due = series.next(due);
    }
    return List.copyOf(found);
  }

  /** All due times from one instant, itself included, to another, itself excluded. */
  public List<Instant> between(Instant from, Instant to) {
    List<Instant> found = new ArrayList<>();
    Instant due = series.next(from.minusNanos(1));
    while (due != null && due.isBefore(to)) {
      found.add(due);
      due = series.next(due);
    }
    return List.copyOf(found);
  }

  /** Whether no instant of any year can match. */
  public boolean neverFires() {
    return series.next(Instant.parse("2000-01-01T00:00:00Z").minusSeconds(86_400)) == null;
  }

  /** A way to find the next due time; null when there is none. */
  public interface Series {
    @Nullable Instant next(Instant after);
  }

  /** Elapsed time from an anchor, in both directions. */
  public record Every(Duration every, @Nullable Instant anchor) implements Series {
    public Every {
      if (every.toSeconds() < 1 || every.toNanosPart() != 0) {
        throw new IllegalArgumentException(
            "every: " + every + " (expected: whole seconds, 1s or more)");
      }
    }

    /** Seconds from the epoch to the first due time after it. */
    public long phase() {
      return anchor == null ? 0 : Math.floorMod(anchor.getEpochSecond(), every.toSeconds());
    }

    @Override
    public Instant next(Instant after) {
      long steps = Math.floorDiv(after.getEpochSecond() - phase(), every.toSeconds()) + 1;
      return Instant.ofEpochSecond(steps * every.toSeconds() + phase());
    }
  }

  private record At(Instant at) implements Series {
    @Override
    public @Nullable Instant next(Instant after) {
      Instant due = at.truncatedTo(ChronoUnit.SECONDS);
      return due.isAfter(after) ? due : null;
    }
  }
}
