package dev.reveille.bench.burst;

import dev.reveille.bench.Figures;
import dev.reveille.bench.Table;
import java.time.Duration;
import java.util.List;

/**
 * What came of one burst.
 *
 * @param good runs that are OK
 * @param sent requests that the provider got
 * @param refused those of them that it refused for load
 * @param last from the tick to the last answer
 * @param ideal the same at best
 * @param deferred boots that were put off
 */
record Outcome(
    Scenario scenario,
    int good,
    int sent,
    int refused,
    Duration last,
    Duration ideal,
    int deferred) {
  double sentToNeeded() {
    return (double) sent / Scenario.JOBS;
  }

  static Table table(List<Outcome> outcomes) {
    Table table =
        new Table(
            "24 jobs on one tick; the provider:",
            "OK",
            "requests",
            "sent / needed",
            "refused",
            "last answer s",
            "ideal s",
            "ratio",
            "boots put off");
    for (Outcome each : outcomes) {
      table.row(
          each.scenario.what(),
          Integer.toString(each.good),
          Integer.toString(each.sent),
          Figures.text(each.sentToNeeded()),
          Integer.toString(each.refused),
          Figures.text(each.last.toMillis() / 1000.0),
          Figures.text(each.ideal.toMillis() / 1000.0),
          Figures.text((double) each.last.toMillis() / each.ideal.toMillis()),
          Integer.toString(each.deferred));
    }
    table.row("goal", "24", "<= 26", "<= 1.10", "<= 3", "", "", "<= 1.15", "");
    return table.row(
        "the first, under OpenClaw 2026.9.6", "23", "89", "3.71", "66", "~173", "120", "1.44", "");
  }
}
