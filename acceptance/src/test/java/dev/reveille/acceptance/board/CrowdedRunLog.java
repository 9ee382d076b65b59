package dev.reveille.acceptance.board;

import dev.reveille.domain.Json;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.slot.Promise;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A SQLite run log with many jobs and runs: most are good, some are not. Rows are made by SQL,
 * since a hundred thousand runs written one by one would take minutes.
 */
final class CrowdedRunLog {
  static final int JOBS = 1_000;
  static final int SLOTS = 100;

  private static final String[] WORK = {
    "nightly-optimizer", "inbox-triage", "price-watch", "release-notes", "ticket-digest",
    "log-review", "market-brief", "backup-audit", "docs-sync", "lead-scoring"
  };
  private static final String[] SITE = {"tokyo", "lisbon", "austin", "berlin", "lagos"};

  private final RunLogSettings settings;
  private final Instant now;

  private CrowdedRunLog(RunLogSettings settings, Instant now) {
    this.settings = settings;
    this.now = now;
  }

  /** Fills a new one. */
  static void fill(Path folder, Instant now) throws SQLException {
    RunLogSettings settings = RunLogSettings.sqlite(folder);
    RunLogs.open(settings).close();
    new CrowdedRunLog(settings, now).fill();
  }

  /** The id of a job by its number. */
  static String job(int number) {
    return WORK[number % WORK.length]
        + "-"
        + SITE[number / WORK.length % SITE.length]
        + "-"
        + number / (WORK.length * SITE.length);
  }

  private void fill() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + settings.folder().resolve("runs.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("PRAGMA cache_size = -200000");
      connection.setAutoCommit(false);
      promises(connection);
      for (String sql : statements()) {
        statement.execute(sql);
      }
      connection.commit();
    }
  }

  private void promises(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE kind (job TEXT, number INTEGER, kind TEXT)");
    }
    try (PreparedStatement spec =
            connection.prepareStatement(
                "INSERT INTO spec (owner, job, since_at, promise, next_at, watched, seen_at)"
                    + " VALUES ('night-desk', ?, 0, ?, ?, ?, ?)");
        PreparedStatement kind = connection.prepareStatement("INSERT INTO kind VALUES (?, ?, ?)")) {
      for (int number = 0; number < JOBS; number++) {
        spec.setString(1, job(number));
        spec.setString(2, Json.write(promise(number)));
        spec.setLong(3, micros(now.truncatedTo(ChronoUnit.HOURS).plusSeconds(3_600)));
        spec.setString(4, kind(number).equals("paused") ? "PAUSED" : "KEPT");
        spec.setLong(5, micros(now));
        spec.addBatch();
        kind.setString(1, job(number));
        kind.setInt(2, number);
        kind.setString(3, kind(number));
        kind.addBatch();
      }
      spec.executeBatch();
      kind.executeBatch();
    }
  }

  private static Promise promise(int number) {
    return new Promise(
        "night-desk",
        job(number),
        number == 3 ? "夜间优化 " + job(number) : job(number).replace('-', ' '),
        Instant.EPOCH,
        "sha256:00",
        ScheduleRule.cron(
            "0 * * * *", ZoneId.of("UTC"), Stagger.jitter(Duration.ZERO), ScheduleRule.Dst.ONCE),
        Duration.ZERO,
        List.of(),
        Overlap.SKIP,
        Duration.ofMinutes(10),
        Duration.ofMinutes(10),
        AlertPolicy.USUAL);
  }

  private static String kind(int number) {
    if (number % 83 == 3) {
      return "failing";
    }
    if (number % 29 == 5) {
      return "unsteady";
    }
    return number % 97 == 11 ? "paused" : number % 211 == 17 ? "missing" : "good";
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private List<String> statements() {
    long last = micros(now.truncatedTo(ChronoUnit.HOURS));
    String bad =
        "CASE c.number % 5 WHEN 0 THEN 'BOOT_TIMEOUT' WHEN 1 THEN 'MODEL_MISMATCH'"
            + " WHEN 2 THEN 'FALSE_NO_DATA' WHEN 3 THEN 'EXECUTE_TIMEOUT' ELSE 'NO_EVIDENCE' END";
    String message =
        "CASE c.number % 5"
            + " WHEN 0 THEN 'Boot did not become ready within 60 s: it hung in stage session, which usually takes 0.4 s.'"
            + " WHEN 1 THEN 'gpt-5.4-mini answered in place of the pinned openai/gpt-5.4-nano; the answer was cut before the agent could act on it.'"
            + " WHEN 2 THEN 'The agent said there was no new data, but data/*.csv has 3 new files since the last good run.'"
            + " WHEN 3 THEN 'The turn did not end within 15 min; the last sign of life was a tool call 14 min ago.'"
            + " ELSE 'Nothing shows that any work was done: no model call, no tool, no file.' END";
    return List.of(
        "CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c"
            + " WHERE i < "
            + (SLOTS - 1)
            + ") SELECT i FROM c",
        // i counts back from the newest slot.
        "CREATE TEMP TABLE c AS SELECT k.job, k.number, n.i, "
            + last
            + " - n.i * 3600000000 AS due,"
            + " CASE WHEN k.kind = 'failing' AND n.i <= k.number % 7 THEN 'bad'"
            + " WHEN k.kind = 'unsteady' AND n.i % 11 = 2 + k.number % 5 THEN 'bad'"
            + " WHEN k.kind = 'missing' AND n.i <= 2 THEN 'missed'"
            + " WHEN k.kind = 'paused' AND n.i < 9 THEN 'paused'"
            + " WHEN (k.number + n.i) % 251 = 0 THEN 'skipped'"
            + " ELSE 'good' END AS how FROM kind k, n",
        "INSERT INTO run (workflow_id, run_id, first_run_id, namespace, job, owner, due,"
            + " started_by, target, agent, definition, pinned, boot_limit_millis,"
            + " execute_limit_millis, opened_at, status, verdict, message, findings, settled_at)"
            + " SELECT c.job || '-' || strftime('%Y-%m-%dT%H:%M:%SZ', c.due / 1000000, 'unixepoch'),"
            + " printf('%08x-0000-4000-8000-%012x', c.number, c.i),"
            + " printf('%08x-0000-4000-8000-%012x', c.number, c.i), 'default', c.job, 'night-desk',"
            + " c.due, 'SCHEDULE', CASE c.number % 4 WHEN 0 THEN 'main' ELSE 'isolated' END,"
            + " CASE c.number % 3 WHEN 0 THEN 'codex' WHEN 1 THEN 'claude' ELSE 'openclaw' END,"
            + " CASE WHEN c.i > 60 THEN 'sha256:4f2a90c3de18' ELSE 'sha256:9b01c77e51aa' END,"
            + " 'openai/gpt-5.4-nano', 60000, CASE WHEN c.i > 60 THEN 600000 ELSE 900000 END,"
            + " c.due + 40000, CASE c.how WHEN 'good' THEN 'SUCCEEDED' ELSE 'FAILED' END,"
            + " CASE c.how WHEN 'good' THEN 'OK' ELSE "
            + bad
            + " END,"
            + " CASE c.how WHEN 'good' THEN 'The agent did its work.' ELSE "
            + message
            + " END,"
            + " '[]', c.due + 9000000 FROM c ORDER BY c.i DESC, c.number",
        "INSERT INTO slot (owner, job, due, spec, workflow_id, latest_at, fold, watched, outcome,"
            + " verdict, message, run_id, decided_at)"
            + " SELECT 'night-desk', c.job, c.due, NULL, r.workflow_id, c.due, 0, 'KEPT',"
            + " CASE c.how WHEN 'good' THEN 'RAN' WHEN 'bad' THEN 'RAN' ELSE upper(c.how) END,"
            + " CASE c.how WHEN 'good' THEN 'OK' WHEN 'bad' THEN r.verdict ELSE upper(c.how) END,"
            + " CASE c.how WHEN 'good' THEN r.message WHEN 'bad' THEN r.message"
            + " WHEN 'missed' THEN 'No worker was there within 10 min of the due time.'"
            + " WHEN 'paused' THEN 'The job was paused.' ELSE 'The run before it was still going on.' END,"
            + " CASE WHEN c.how IN ('good', 'bad') THEN r.run_id ELSE '' END, c.due + 9000000"
            + " FROM c JOIN run r ON r.job = c.job AND r.opened_at = c.due + 40000",
        // In the order of the table's index, so that its pages are filled one after the other.
        "CREATE TEMP TABLE ev (attempt INTEGER, type TEXT, stage TEXT, after INTEGER, detail TEXT)",
        "INSERT INTO ev VALUES (0, 'SETTLED', '', 9000000, '{}'), (0, 'TRIGGERED', '', 40000, '{}'),"
            + " (1, 'BOOT_READY', '', 980000, NULL),"
            + " (1, 'BOOT_STAGE', 'initialize', 400000, '{\"stage\":\"initialize\",\"millis\":270}'),"
            + " (1, 'BOOT_STAGE', 'session', 900000, '{\"stage\":\"session\",\"millis\":500}'),"
            + " (1, 'BOOT_STAGE', 'spawn', 130000, '{\"stage\":\"spawn\",\"millis\":40}'),"
            + " (1, 'BOOT_STARTED', '', 90000, '{}'),"
            + " (1, 'EXECUTE_FINISHED', '', 8600000, '{\"millis\":7600,\"stopReason\":\"end_turn\"}'),"
            + " (1, 'EXECUTE_STARTED', '', 1000000, '{}')",
        "INSERT INTO event (run, attempt, type, stage, at, host, detail)"
            + " SELECT r.id, ev.attempt, ev.type, ev.stage, r.due + ev.after,"
            + " CASE r.id % 3 WHEN 0 THEN 'desk-01' WHEN 1 THEN 'desk-02' ELSE 'rack-7' END,"
            + " coalesce(ev.detail, '{\"millis\":' || (700 + ((r.id * 2654435761) >> 7) % 797"
            + " + (r.id % 41 = 0) * 2600) || '}') FROM run r CROSS JOIN ev",
        "INSERT INTO model_call (run, attempt, seq, provider, path, asked, answered, judgement, status,"
            + " refused, sent, input_tokens, output_tokens, started_at, ended_at)"
            + " SELECT r.id, 1, 1, 'openai', '/v1/responses', 'gpt-5.4-nano',"
            + " CASE r.verdict WHEN 'MODEL_MISMATCH' THEN 'gpt-5.4-mini' ELSE 'gpt-5.4-nano-2026-03-05' END,"
            + " CASE r.verdict WHEN 'MODEL_MISMATCH' THEN 'MISMATCH' ELSE 'PINNED' END, 200, 0, 1,"
            + " 1200 + r.id % 300, 310, r.due + 1200000, r.due + 4200000 FROM run r",
        "INSERT INTO output (run, attempt, seq, at, stream, bytes, text)"
            + " SELECT r.id, 1, 1, r.due + 8500000, 'out', 60, 'Plan for tonight: moved three jobs, kept the rest as it was.'"
            + " FROM run r",
        "INSERT INTO volume (workflow_id, run_id, job, lineage, due, output, items, tools, tokens, millis)"
            + " SELECT workflow_id, run_id, job, 'sha256:1', due,"
            + " 1700 + ((id * 2654435761) >> 7) % 613, NULL, 2, 1500, 8000 FROM run WHERE verdict = 'OK'",
        "ANALYZE");
  }
}
