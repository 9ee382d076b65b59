package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;
import static dev.reveille.runlog.Samples.chunk;
import static dev.reveille.runlog.Samples.event;
import static dev.reveille.runlog.Samples.modelCall;
import static dev.reveille.runlog.Samples.opened;
import static dev.reveille.runlog.Samples.settled;
import static dev.reveille.runlog.Samples.toolCall;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints what reading and writing cost on SQLite. It asserts nothing, so it runs by name only:
 *
 * <pre>./mvnw test -pl runlog -am -Dtest=RunLogFigures -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>The table is in {@code runlog/target/surefire-reports/} under this class's name, ending in
 * {@code -output.txt}.
 */
final class RunLogFigures {
  private static final int RUNS = 100_000;
  private static final int JOBS = 100;

  private final RunKey model = new RunKey("figures", UUID.randomUUID().toString());

  @TempDir private Path folder;

  @Test
  void prints_what_reading_and_writing_cost() throws Exception {
    RunLogSettings settings = RunLogSettings.sqlite(folder);
    time("open to write, new file", 1, () -> RunLogs.open(settings).close());
    time("open to write, again", 20, () -> RunLogs.open(settings).close());
    time("open to read", 20, () -> RunLogs.openToRead(settings).close());
    try (JdbcRunLog log = RunLogs.open(settings)) {
      writes(log);
      modelRun(log);
      multiply(settings);
      reads(log);
    }
  }

  private void writes(JdbcRunLog log) {
    RunKey key = new RunKey("writes", UUID.randomUUID().toString());
    log.open(opened(key, "job", NOON));
    AtomicInteger n = new AtomicInteger();
    Runnable event =
        () -> log.event(key, event(NOON, EventType.BOOT_STAGE, n.incrementAndGet(), "stage", "s"));
    time("event, cold", 2_000, event);
    time("event", 5_000, event);
    time(
        "event written before",
        2_000,
        () -> log.event(key, event(NOON, EventType.BOOT_STAGE, 1, "stage", "s")));
    time("model call", 2_000, () -> log.modelCall(modelCall(key, n.incrementAndGet(), "m", true)));
    time("effect mark", 200, () -> log.effect(key, n.incrementAndGet(), "spawn", NOON, "h"));
    time(
        "output, 10 pieces",
        500,
        () -> {
          int from = n.addAndGet(10);
          log.output(
              IntStream.range(from, from + 10)
                  .mapToObj(i -> chunk(key, 1, i, "out", "some words\n"))
                  .toList());
        });
  }

  private void modelRun(JdbcRunLog log) {
    log.open(opened(model, "job-x", NOON));
    EventType[] types = {
      EventType.TRIGGERED, EventType.QUEUED, EventType.BOOT_STARTED, EventType.BOOT_READY,
      EventType.EXECUTE_STARTED, EventType.EFFECT, EventType.EXECUTE_FINISHED, EventType.VERIFIED
    };
    for (EventType type : types) {
      log.event(model, event(NOON, type, 1, "millis", 812));
    }
    for (String stage : new String[] {"spawn", "initialize", "session", "model"}) {
      log.event(model, event(NOON, EventType.BOOT_STAGE, 1, "stage", stage, "millis", 301));
    }
    for (int i = 1; i <= 3; i++) {
      log.modelCall(modelCall(model, i, "gpt-5.4-nano-2026-03-05", true));
      log.toolCall(toolCall(model, "t" + i, "completed"));
      log.output(java.util.List.of(chunk(model, 1, i, "out", "some words\n".repeat(20))));
    }
    log.settle(settled(model, RunStatus.SUCCEEDED, "OK", NOON));
  }

  /** The model run, as many times as wanted, each a second later. */
  private static void multiply(RunLogSettings settings) throws Exception {
    long started = System.nanoTime();
    try (Connection connection =
            DriverManager.getConnection(
                Connections.url(settings), Connections.properties(settings, false));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS"
              + " (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < "
              + RUNS
              + ") SELECT i FROM c");
      String model = "(SELECT id FROM run WHERE workflow_id = 'figures')";
      statement.execute(
          "INSERT INTO run (workflow_id, run_id, first_run_id, namespace, job, owner, due,"
              + " started_by, target, agent, definition, pinned, boot_limit_millis,"
              + " execute_limit_millis, opened_at, status, verdict, message, findings, settled_at)"
              + " SELECT 'job-' || (i % "
              + JOBS
              + ") || '-' || i, run_id || i, first_run_id || i,"
              + " namespace, 'job-' || (i % "
              + JOBS
              + "), owner, due, started_by, target, agent,"
              + " definition, pinned, boot_limit_millis, execute_limit_millis,"
              + " opened_at + 1000000 * i, status,"
              + " CASE WHEN i % 997 = 0 THEN 'BOOT_TIMEOUT' ELSE verdict END, message, findings,"
              + " settled_at FROM run, n WHERE workflow_id = 'figures'");
      String copies = "FROM run r JOIN ";
      String of = " t WHERE t.run = " + model + " AND r.workflow_id LIKE 'job-%'";
      statement.execute(
          "INSERT INTO event (run, attempt, type, stage, at, host, detail)"
              + " SELECT r.id, attempt, type, stage, at, host, detail "
              + copies
              + "event"
              + of);
      statement.execute(
          "INSERT INTO model_call (run, attempt, seq, provider, path, asked, answered, status,"
              + " refused, input_tokens, output_tokens, started_at, ended_at)"
              + " SELECT r.id, attempt, seq, provider, path, asked, answered, t.status, refused,"
              + " input_tokens, output_tokens, started_at, ended_at "
              + copies
              + "model_call"
              + of);
      statement.execute(
          "INSERT INTO tool_call (run, attempt, call_id, name, status, started_at, ended_at)"
              + " SELECT r.id, attempt, call_id, name, t.status, started_at, ended_at "
              + copies
              + "tool_call"
              + of);
      statement.execute(
          "INSERT INTO output (run, attempt, seq, at, stream, bytes, text)"
              + " SELECT r.id, attempt, seq, at, stream, bytes, text "
              + copies
              + "output"
              + of);
    }
    System.out.printf("%,d runs made in %.1f s%n", RUNS, (System.nanoTime() - started) / 1e9);
  }

  private void reads(RunReader log) {
    for (int limit : new int[] {20, 100, 1_000}) {
      String last = "the last " + limit + " ";
      time(last, 50, () -> log.list(new RunReader.Query(null, null, null, limit)));
      time(last + "of a job", 50, () -> log.list(new RunReader.Query("job-7", null, null, limit)));
      time(
          last + "of a verdict",
          50,
          () -> log.list(new RunReader.Query(null, "BOOT_TIMEOUT", null, limit)));
    }
    time(
        "the last 100 of a job, a verdict, since",
        50,
        () -> log.list(new RunReader.Query("job-7", "BOOT_TIMEOUT", NOON, 100)));
    time("a run whole", 200, () -> log.find(model, 64_000));
    time("a prefix resolved", 200, () -> log.resolve("job-7-99907"));
    time("open runs", 50, () -> log.open(NOON.plusSeconds(RUNS), 100));
  }

  private static void time(String what, int times, Runnable work) {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long started = System.nanoTime();
      work.run();
      nanos[i] = System.nanoTime() - started;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%-45s %6d x   median %9.3f ms   p95 %9.3f ms%n",
        what, times, nanos[times / 2] / 1e6, nanos[times * 95 / 100] / 1e6);
  }
}
