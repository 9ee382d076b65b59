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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return database.read(
        handle ->
            handle
                .createQuery(SlotSql.SPECS)
                .bind("owner", owner)
                .map((row, context) -> spec(row))
                .list());
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
    return database.read(
        handle ->
            handle
                .createQuery(SlotSql.UNDECIDED)
                .bind("owner", owner)
                .bind("before", Times.micros(dueBefore))
                .bind("after", afterId)
                .bind("limit", limit)
                .map((row, context) -> open(row))
                .list());
  }

  @Override
  public List<OpenSlot> overtaken(String owner, Instant openedSince, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(SlotSql.OVERTAKEN)
                .bind("owner", owner)
                .bind("since", Times.micros(openedSince))
                .bind("limit", limit)
                .map((row, context) -> open(row))
                .list());
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
    return database.read(
        handle ->
            handle
                .createQuery(SlotSql.OTHER)
                .bind("owner", owner)
                .bind("job", job)
                .bind("due", Times.micros(due))
                .bind("ended", Times.micros(latest.minus(LEARNING)))
                .bind("since", Times.micros(due.minus(LONGEST_RUN)))
                .map(
                    (row, context) ->
                        new SlotFacts.Other(
                            row.getString("workflow_id"), Columns.instantOrNull(row, "settled_at")))
                .findFirst());
  }

  @Override
  public boolean passedBy(String owner, String job, Instant due) {
    return database.read(
        handle ->
            handle
                .createQuery(SlotSql.PASSED_BY)
                .bind("owner", owner)
                .bind("job", job)
                .bind("due", Times.micros(due))
                .mapTo(Long.class)
                .findFirst()
                .isPresent());
  }

  @Override
  public List<Untold> untold(String owner, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(SlotSql.UNTOLD)
                .bind("owner", owner)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Untold(
                            row.getLong("id"),
                            row.getString("job"),
                            Columns.instant(row, "due"),
                            row.getString("workflow_id"),
                            row.getString("message"),
                            promise(row)))
                .list());
  }

  @Override
  public List<Unsettled> unsettled(String owner, Instant openedBefore, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(SlotSql.UNSETTLED)
                .bind("owner", owner)
                .bind("before", Times.micros(openedBefore))
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Unsettled(
                            new RunKey(row.getString("workflow_id"), row.getString("run_id")),
                            row.getString("job"),
                            Columns.instant(row, "due")))
                .list());
  }

  @Override
  public Map<String, Instant> troubled(String owner) {
    Map<String, Instant> troubled = new HashMap<>();
    database.read(
        handle ->
            handle
                .createQuery(SlotSql.TROUBLED)
                .bind("owner", owner)
                .map(
                    (row, context) ->
                        troubled.put(row.getString("job"), Columns.instant(row, "latest")))
                .list());
    return troubled;
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

  private static ServedSlot served(ResultSet row) throws SQLException {
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
