package dev.reveille.cli.runs;

import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.LocalTimes;
import dev.reveille.cli.text.Spans;
import dev.reveille.cli.text.Table;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.ReadableRunLog;
import dev.reveille.runlog.RunReader;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code runs}: the run log, newest first. */
public final class RunList {
  private RunList() {}

  /** What the options say; null where one was not given. */
  public record Wanted(
      @Nullable String job, @Nullable String verdict, @Nullable String since, int limit) {}

  /** Lists them. Returns the exit code. */
  public static int run(Session session, Wanted wanted) {
    if (wanted.limit() < 1 || wanted.limit() > 10_000) {
      throw Failure.usage("--limit: " + wanted.limit() + " (expected: 1 to 10000)");
    }
    String since = wanted.since();
    String verdict = wanted.verdict();
    RunReader.Query query =
        new RunReader.Query(
            wanted.job(),
            verdict == null ? null : verdict.toUpperCase(Locale.ROOT),
            since == null ? null : Moments.ago("--since", since, Instant.now()),
            wanted.limit());
    try (ReadableRunLog log = session.runLog()) {
      List<RunView> runs = log.list(query);
      if (session.console().json()) {
        session.console().document(runs);
      } else {
        print(session.console(), runs);
      }
    }
    return 0;
  }

  private static void print(Console console, List<RunView> runs) {
    if (runs.isEmpty()) {
      console.note("no runs");
      return;
    }
    Table table = new Table("RUN", "DUE HERE", "VERDICT", "BOOT", "TURN", "MESSAGE");
    for (RunView run : runs) {
      RunView.Boot boot = run.boot();
      RunView.Execute execute = run.execute();
      table.row(
          Table.Cell.of(run.run()),
          Table.Cell.of(LocalTimes.dayAndClock(run.due())),
          Verdicts.cell(run),
          Table.Cell.of(Spans.of(boot == null ? null : boot.millis())),
          Table.Cell.of(Spans.of(execute == null ? null : execute.millis())),
          Table.Cell.of(Objects.requireNonNullElse(run.message(), "")));
    }
    console.say(table);
  }
}
