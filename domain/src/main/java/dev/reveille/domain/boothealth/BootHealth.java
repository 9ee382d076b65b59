package dev.reveille.domain.boothealth;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How boots that are alike stand against their limit.
 *
 * @param reason of a warning; null where there is none
 * @param job with the tightest limit now, which is the one that counts
 * @param lastMillis the newest boot
 * @param p95Millis of those that are known; a boot that was cut counts as its limit
 * @param growthPerDay share by which they grow a day; null where they do not, for certain
 * @param daysToLimit until they cross it at this pace; null likewise
 * @param change what grew, and since when; null where nothing did
 */
public record BootHealth(
    @Nullable Reason reason,
    String job,
    int boots,
    long lastMillis,
    long p95Millis,
    long limitMillis,
    long warnMillis,
    @Nullable Double growthPerDay,
    @Nullable Double daysToLimit,
    @Nullable Growth change) {
  /** Why people are warned. */
  public enum Reason {
    /** They are at the warning line or beyond. */
    NEAR,
    /** They are not, but will be. */
    GROWING,
    /** They were, and are not clearly away from it. */
    STILL,
    /** Probe after probe fails. */
    FAILING;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  static BootHealth of(
      List<BootSample> known, BootSample tightest, @Nullable Reason reason, @Nullable Pace pace) {
    BootFigures figures = BootFigures.of(known);
    BootSample last = known.get(known.size() - 1);
    return new BootHealth(
        reason,
        tightest.job(),
        known.size(),
        last.millis(),
        figures.p95Millis() == null ? last.millis() : figures.p95Millis(),
        tightest.limitMillis(),
        Math.round(tightest.limitMillis() * tightest.warnAt()),
        pace == null ? null : pace.share(),
        pace == null ? null : pace.daysTo(tightest.limitMillis()),
        Growth.in(known).orElse(null));
  }

  /** Whether it is worth a warning. */
  public boolean isNearLimit() {
    return reason != null;
  }

  /** Since when they are as they are; null where they always were. */
  @Nullable Instant since() {
    return change == null ? null : change.since();
  }
}
