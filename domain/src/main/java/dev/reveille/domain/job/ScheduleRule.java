package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When a job is due, as its author wrote it.
 *
 * @param expr for {@code cron}: 5 to 7 fields or {@code @daily}; day-of-month and day-of-week mean
 *     Unix OR
 * @param tz zone of a cron; UTC where the author named none
 * @param every for {@code every}: the interval
 * @param anchor for {@code every}: an instant of the series; null means aligned to the epoch
 * @param at for {@code at}: the one instant
 * @param dst what happens to a local time that is skipped or doubled
 */
public record ScheduleRule(
    Kind kind,
    @Nullable String expr,
    ZoneId tz,
    @Nullable Duration every,
    @Nullable Instant anchor,
    @Nullable Instant at,
    Stagger stagger,
    Dst dst) {
  /** The three kinds of schedule. */
  public enum Kind {
    CRON,
    EVERY,
    AT;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  /** What daylight saving does to fixed hours. */
  public enum Dst {
    /** A skipped local time runs at the shifted instant, a doubled one runs once. */
    ONCE,
    /** As the server's calendar has it: a skipped time is skipped, a doubled one runs twice. */
    SERVER,
    /**
     * As OpenClaw has it, and for wildcard hours too: a skipped time is skipped, and of two equal
     * ones the second.
     */
    SKIP;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  public ScheduleRule {
    requireNonNull(kind, "kind is null");
    requireNonNull(tz, "tz is null");
    requireNonNull(stagger, "stagger is null");
    requireNonNull(dst, "dst is null");
    if ((kind == Kind.CRON) != (expr != null)
        || (kind == Kind.EVERY) != (every != null)
        || (kind == Kind.AT) != (at != null)
        || (kind != Kind.EVERY && anchor != null)) {
      throw new IllegalArgumentException("schedule: fields of another kind than " + kind.word());
    }
  }

  public static ScheduleRule cron(String expr, ZoneId tz, Stagger stagger, Dst dst) {
    return new ScheduleRule(Kind.CRON, expr, tz, null, null, null, stagger, dst);
  }

  public static ScheduleRule every(Duration every, @Nullable Instant anchor, Stagger stagger) {
    return new ScheduleRule(
        Kind.EVERY, null, ZoneId.of("UTC"), every, anchor, null, stagger, Dst.ONCE);
  }

  public static ScheduleRule at(Instant at) {
    return new ScheduleRule(
        Kind.AT, null, ZoneId.of("UTC"), null, null, at, Stagger.jitter(Duration.ZERO), Dst.ONCE);
  }
}
