package dev.reveille.domain.slot;

import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.ScheduleRule.Dst;
import dev.reveille.domain.job.Stagger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Promises for tests. */
final class Promises {
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private Promises() {}

  static Promise every(Duration every, Duration jitter, Duration offset) {
    return of(ScheduleRule.every(every, null, Stagger.jitter(jitter)), offset, List.of());
  }

  static Promise cron(String expr, String zone, Instant... folds) {
    ScheduleRule rule =
        ScheduleRule.cron(expr, ZoneId.of(zone), Stagger.jitter(Duration.ZERO), Dst.ONCE);
    return of(rule, Duration.ZERO, List.of(folds));
  }

  private static Promise of(ScheduleRule rule, Duration offset, List<Instant> folds) {
    return new Promise(
        "desk",
        "tick",
        "Tick",
        NOON,
        "sha256:00",
        rule,
        offset,
        folds,
        Overlap.SKIP,
        Duration.ofMinutes(10),
        Duration.ofMinutes(10),
        AlertPolicy.USUAL);
  }
}
