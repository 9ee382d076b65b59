package dev.reveille.cli.runs;

import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Spans;
import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.domain.boothealth.BootFigures;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.BootReader;
import dev.reveille.runlog.ReadableRunLog;
import dev.reveille.runlog.RunReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code runs --by target}: what isolated and shared targets are like, side by side. */
public final class TargetList {
  private static final Duration USUALLY = Duration.ofDays(30);
  private static final int MOST = 10_000;

  private TargetList() {}

  /**
   * One agent and session target on one host.
   *
   * @param boots of runs and of probes
   * @param limitMillis the tightest of its jobs
   * @param runs that ended on any host, probes left out
   * @param p50TurnMillis of those, from ready to done; null where none came so far
   */
  record Row(
      String agent,
      String target,
      String host,
      BootFigures boots,
      long limitMillis,
      int runs,
      int runsFailed,
      @Nullable Long p50TurnMillis) {}

  /** Lists them. Returns the exit code. */
  public static int run(Session session, String by, @Nullable String since) {
    if (!by.equals("target")) {
      throw Failure.usage("--by: '" + by + "' (expected: target)");
    }
    Instant now = Instant.now();
    Instant from = since == null ? now.minus(USUALLY) : Moments.ago("--since", since, now);
    try (ReadableRunLog log = session.runLog()) {
      List<Row> rows = rows(log, from);
      if (session.console().json()) {
        session.console().document(rows);
      } else {
        print(session.console(), rows);
      }
    }
    return 0;
  }

  private static List<Row> rows(ReadableRunLog log, Instant from) {
    Map<List<String>, List<BootSample>> boots = new TreeMap<>(Comparator.comparing(List::toString));
    for (BootSample boot : log.boots().samples(BootReader.Query.of((String) null, from, MOST))) {
      boots
          .computeIfAbsent(
              List.of(boot.host(), boot.agent(), boot.target()), key -> new ArrayList<>())
          .add(boot);
    }
    List<RunView> runs =
        log.list(new RunReader.Query(null, null, from, MOST)).stream()
            .filter(run -> run.status().ended() && run.status() != RunStatus.SKIPPED)
            .toList();
    List<Row> rows = new ArrayList<>();
    boots.forEach((key, samples) -> rows.add(row(samples, runs)));
    return rows;
  }

  private static Row row(List<BootSample> samples, List<RunView> all) {
    BootSample one = samples.get(0);
    List<RunView> runs =
        all.stream()
            .filter(run -> Objects.equals(run.agent(), one.agent()))
            .filter(run -> Objects.equals(run.target(), one.target()))
            .toList();
    List<Long> turns =
        runs.stream()
            .map(RunView::execute)
            .filter(Objects::nonNull)
            .map(RunView.Execute::millis)
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    return new Row(
        one.agent(),
        one.target(),
        one.host(),
        BootFigures.of(samples),
        samples.stream().mapToLong(BootSample::limitMillis).min().orElse(0),
        runs.size(),
        (int) runs.stream().filter(run -> run.status() == RunStatus.FAILED).count(),
        turns.isEmpty() ? null : turns.get((turns.size() - 1) / 2));
  }

  private static void print(Console console, List<Row> rows) {
    if (rows.isEmpty()) {
      console.note("no boots were measured; `reveille probe` measures one of each");
      return;
    }
    Table table =
        new Table(
            "HOST", "AGENT", "TARGET", "BOOTS", "FAILED", "P50", "P95", "LIMIT", "RUNS", "RED",
            "TURN", "SLOWEST");
    for (Row row : rows) {
      BootFigures boots = row.boots();
      Style bad = boots.failed() > 0 ? Style.BAD : null;
      table.row(
          Table.Cell.of(row.host()),
          Table.Cell.of(row.agent()),
          Table.Cell.of(row.target()),
          Table.Cell.of(Integer.toString(boots.boots())),
          new Table.Cell(Integer.toString(boots.failed()), bad),
          Table.Cell.of(Spans.of(boots.p50Millis())),
          Table.Cell.of(Spans.of(boots.p95Millis())),
          Table.Cell.of(Spans.of(row.limitMillis())),
          Table.Cell.of(Integer.toString(row.runs())),
          Table.Cell.of(Integer.toString(row.runsFailed())),
          Table.Cell.of(Spans.of(row.p50TurnMillis())),
          Table.Cell.of(Objects.requireNonNullElse(boots.slowestStage(), "–")));
    }
    console.say(table);
  }
}
