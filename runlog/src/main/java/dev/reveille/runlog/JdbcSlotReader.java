package dev.reveille.runlog;

import dev.reveille.domain.Json;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.domain.slot.SlotFacts;
import dev.reveille.domain.slot.SlotOutcome;
import dev.reveille.domain.slot.Watched;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ledger's read models over either way to a database. */
final class JdbcSlotReader implements SlotReader {
  /** A server learns of a run's end a little after its record does. */
  private static final Duration LEARNING = Duration.ofSeconds(5);

  /** Runs that began earlier are not looked at when a slot asks what was in its way. */
  private static final Duration LONGEST_RUN = Duration.ofDays(8);

  private final Database database;

  JdbcSlotReader(Database database) {
    this.database = database;
  }

  @Override
  public List<Spec> specs(String owner) {
    return rows(SlotSql.SPECS, Map.of("owner", owner), JdbcSlotReader::spec);
  }

  private static Spec spec(ResultSet row) throws SQLException {
    return new Spec(
        row.getLong("id"),
        Json.read(row.getString("promise"), Promise.class),
        Columns.instantOrNull(row, "until_at"),
        Columns.instantOrNull(row, "next_at"),
        Watched.valueOf(row.getString("watched")),
        Columns.instant(row, "seen_at"),
        Columns.instantOrNull(row, "leaving_at"));
  }

  @Override
  public List<OpenSlot> undecided(String owner, Instant dueBefore, long afterId, int limit) {
    return rows(
        SlotSql.UNDECIDED,
        Map.of("owner", owner, "before", Times.micros(dueBefore), "after", afterId, "limit", limit),
        JdbcSlotReader::open);
  }

  @Override
  public List<OpenSlot> overtaken(String owner, Instant openedSince, int limit) {
    return rows(
        SlotSql.OVERTAKEN,
        Map.of("owner", owner, "since", Times.micros(openedSince), "limit", limit),
        JdbcSlotReader::open);
  }

  private static OpenSlot open(ResultSet row) throws SQLException {
    return new OpenSlot(
        row.getLong("id"),
        row.getString("job"),
        Columns.instant(row, "due"),
        Columns.instant(row, "latest_at"),
        row.getInt("fold") != 0,
        Watched.valueOf(row.getString("watched")),
        row.getString("workflow_id"),
        promise(row),
        run(row),
        "QUEUED".equals(row.getString("stands")),
        Columns.number(row, "queued_told_at") != null);
  }

  private static @Nullable Promise promise(ResultSet row) throws SQLException {
    String promise = row.getString("promise");
    return promise == null ? null : Json.read(promise, Promise.class);
  }

  private static SlotFacts.@Nullable Run run(ResultSet row) throws SQLException {
    String runId = row.getString("live_run");
    String message = row.getString("run_message");
    return runId == null
        ? null
        : new SlotFacts.Run(runId, row.getString("run_verdict"), message == null ? "" : message);
  }

  @Override
  public Optional<SlotFacts.Other> other(String owner, String job, Instant due, Instant latest) {
    return rows(
            SlotSql.OTHER,
            Map.of(
                "owner", owner,
                "job", job,
                "due", Times.micros(due),
                "ended", Times.micros(latest.minus(LEARNING)),
                "since", Times.micros(due.minus(LONGEST_RUN))),
            row ->
                new SlotFacts.Other(
                    row.getString("workflow_id"), Columns.instantOrNull(row, "settled_at")))
        .stream()
        .findFirst();
  }

  @Override
  public boolean passedBy(String owner, String job, Instant due) {
    return !rows(
            SlotSql.PASSED_BY,
            Map.of("owner", owner, "job", job, "due", Times.micros(due)),
            row -> true)
        .isEmpty();
  }

  @Override
  public List<Untold> untold(String owner, int limit) {
    return rows(
        SlotSql.UNTOLD,
        Map.of("owner", owner, "limit", limit),
        row ->
            new Untold(
                row.getLong("id"),
                row.getString("job"),
                Columns.instant(row, "due"),
                row.getString("workflow_id"),
                row.getString("message"),
                promise(row)));
  }

  @Override
  public List<Unsettled> unsettled(String owner, Instant openedBefore, int limit) {
    return rows(
        SlotSql.UNSETTLED,
        Map.of("owner", owner, "before", Times.micros(openedBefore), "limit", limit),
        row ->
            new Unsettled(
                new RunKey(row.getString("workflow_id"), row.getString("run_id")),
                row.getString("job"),
                Columns.instant(row, "due")));
  }

  @Override
  public Map<String, Instant> troubled(String owner) {
    return rows(
            SlotSql.TROUBLED,
            Map.of("owner", owner),
            row -> Map.entry(row.getString("job"), Columns.instant(row, "latest")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private <T> List<T> rows(String sql, Map<String, Object> bound, Row<T> mapper) {
    return database.read(
        handle ->
            handle.createQuery(sql).bindMap(bound).map((row, context) -> mapper.of(row)).list());
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  @Override
  public List<ServedSlot> list(Query query) {
    return database.read(
        handle -> {
          org.jdbi.v3.core.statement.Query select =
              handle.createQuery(SlotSql.list(query.job() != null));
          if (query.job() != null) {
            select.bind("job", query.job());
          }
          Instant since = query.since() == null ? Instant.EPOCH : query.since();
          List<ServedSlot> slots =
              select
                  .bind("since", Times.micros(since))
                  .bind("until", Times.micros(query.until()))
                  .bind("limit", query.limit())
                  .map((row, context) -> served(row))
                  .list();
          return UnwrittenSlots.added(handle, query, slots);
        });
  }

  static ServedSlot served(ResultSet row) throws SQLException {
    String job = row.getString("job");
    Instant due = Columns.instant(row, "due");
    String workflowId = row.getString("workflow_id");
    SlotFacts.Run run = run(row);
    String outcome = row.getString("outcome");
    if (outcome != null) {
      String runId = row.getString("run_id");
      boolean ran = !runId.isEmpty();
      return new ServedSlot(
          job,
          due,
          SlotOutcome.Kind.valueOf(outcome).word(),
          ran ? row.getString("verdict") : null,
          row.getString("message"),
          ran ? workflowId : null,
          ran ? runId : null);
    }
    if (run == null) {
      return new ServedSlot(job, due, ServedSlot.DUE, null, null, null, null);
    }
    if (run.verdict() == null) {
      boolean deferred = "DEFERRED".equals(row.getString("stands"));
      String word = deferred ? ServedSlot.DEFERRED : ServedSlot.RUNNING;
      return new ServedSlot(job, due, word, null, null, workflowId, run.runId());
    }
    SlotOutcome known = SlotOutcome.of(run.runId(), run.verdict(), run.message());
    return new ServedSlot(
        job, due, known.kind().word(), known.verdict(), known.message(), workflowId, known.runId());
  }
}
