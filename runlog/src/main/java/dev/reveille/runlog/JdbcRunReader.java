package dev.reveille.runlog;

import dev.reveille.domain.run.Artifact;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.ToolCall;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
import dev.reveille.domain.volume.GoodRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The read models over either way to a database. */
final class JdbcRunReader implements RunReader {
  private static final int RESOLVED = 100;
  private static final int PAGE = 500;
  private static final String LAST_OF_ALL = "\uDBFF\uDFFF";

  private final Database database;
  private final SlotReader slots;
  private final BootReader boots;
  private final BoardReader board;

  JdbcRunReader(Database database) {
    this.database = database;
    this.slots = new JdbcSlotReader(database);
    this.boots = new JdbcBootReader(database);
    this.board = new JdbcBoardReader(database);
  }

  @Override
  public List<RunKey> resolve(String run) {
    return database.read(
        handle -> {
          List<RunKey> exact = runsOf(handle, run);
          if (!exact.isEmpty()) {
            return exact;
          }
          int slash = run.lastIndexOf('/');
          if (slash > 0) {
            List<RunKey> one =
                keys(
                    handle
                        .createQuery(
                            "SELECT workflow_id, run_id FROM run"
                                + " WHERE workflow_id = ? AND run_id = ? AND job IS NOT NULL")
                        .bind(0, run.substring(0, slash))
                        .bind(1, run.substring(slash + 1)));
            if (!one.isEmpty()) {
              return one;
            }
          }
          List<String> named = startingWith(handle, run);
          return named.size() == 1 ? runsOf(handle, named.get(0)) : List.of();
        });
  }

  private static List<RunKey> runsOf(Handle handle, String workflowId) {
    return keys(
        handle
            .createQuery(
                "SELECT workflow_id, run_id FROM run WHERE workflow_id = ? AND job IS NOT NULL"
                    + " ORDER BY opened_at DESC, id DESC LIMIT "
                    + RESOLVED)
            .bind(0, workflowId));
  }

  /** At most two: one is an answer, more are none. */
  private static List<String> startingWith(Handle handle, String prefix) {
    return prefix.isEmpty()
        ? List.of()
        : handle
            .createQuery(
                "SELECT DISTINCT workflow_id FROM run"
                    + " WHERE workflow_id >= ? AND workflow_id < ? AND job IS NOT NULL LIMIT 2")
            .bind(0, prefix)
            .bind(1, prefix + LAST_OF_ALL)
            .mapTo(String.class)
            .list();
  }

  @Override
  public Optional<RunView> find(RunKey key, int maxOutputChars) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    RunRow.SELECT
                        + " WHERE workflow_id = :workflowId AND run_id = :runId"
                        + " AND job IS NOT NULL")
                .bind("workflowId", key.workflowId())
                .bind("runId", key.runId())
                .map(RunRow.MAPPER)
                .findFirst()
                .map(
                    run -> {
                      RunParts parts = RunParts.of(RunParts.read(handle, List.of(run)), run.id());
                      return new RunAssembly(run, parts)
                          .whole(
                              OutputText.read(handle, run.id(), maxOutputChars),
                              Evidence.toolUses(handle, key),
                              Evidence.tunnels(handle, key));
                    }));
  }

  @Override
  public List<RunView> list(Query query) {
    return database.read(
        handle -> {
          StringBuilder sql = new StringBuilder(RunRow.SELECT).append(" WHERE job IS NOT NULL");
          if (query.job() != null) {
            sql.append(" AND job = :job");
          }
          if (query.verdict() != null) {
            sql.append(" AND verdict = :verdict");
          }
          if (query.trigger() != null) {
            sql.append(" AND started_by = :trigger");
          } else if (query.job() == null) {
            sql.append(" AND started_by <> 'PROBE'");
          }
          if (query.since() != null) {
            sql.append(" AND opened_at >= :since");
          }
          org.jdbi.v3.core.statement.Query select =
              handle.createQuery(sql.append(" ORDER BY opened_at DESC, id DESC LIMIT :limit"));
          if (query.job() != null) {
            select.bind("job", query.job());
          }
          if (query.verdict() != null) {
            select.bind("verdict", query.verdict());
          }
          if (query.trigger() != null) {
            select.bind("trigger", query.trigger().name());
          }
          if (query.since() != null) {
            select.bind("since", Times.micros(query.since()));
          }
          List<RunRow> runs = select.bind("limit", query.limit()).map(RunRow.MAPPER).list();
          List<RunView> views = new ArrayList<>(runs.size());
          for (int from = 0; from < runs.size(); from += PAGE) {
            List<RunRow> page = runs.subList(from, Math.min(from + PAGE, runs.size()));
            var parts = RunParts.read(handle, page);
            page.forEach(
                run -> views.add(new RunAssembly(run, RunParts.of(parts, run.id())).brief()));
          }
          return views;
        });
  }

  @Override
  public List<ModelCall> modelCalls(RunKey key) {
    return database.read(handle -> Evidence.modelCalls(handle, key));
  }

  @Override
  public List<ToolCall> toolCalls(RunKey key) {
    return database.read(handle -> Evidence.toolCalls(handle, key));
  }

  @Override
  public List<ToolUse> toolUses(RunKey key) {
    return database.read(handle -> Evidence.toolUses(handle, key));
  }

  @Override
  public List<Tunnel> tunnels(RunKey key) {
    return database.read(handle -> Evidence.tunnels(handle, key));
  }

  @Override
  public List<Artifact> artifacts(RunKey key) {
    return database.read(handle -> Evidence.artifacts(handle, key));
  }

  @Override
  public List<OutputChunk> output(RunKey key, int afterAttempt, long afterSeq, int limit) {
    return database.read(
        handle ->
            Evidence.ofRun(
                    handle,
                    "SELECT o.* FROM output o"
                        + Evidence.OF_RUN.formatted("o")
                        + " AND (o.attempt > :attempt OR (o.attempt = :attempt AND o.seq > :seq))"
                        + " ORDER BY o.attempt, o.seq LIMIT :limit",
                    key)
                .bind("attempt", afterAttempt)
                .bind("seq", afterSeq)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new OutputChunk(
                            key,
                            row.getInt("attempt"),
                            row.getLong("seq"),
                            Columns.instant(row, "at"),
                            row.getString("stream"),
                            row.getString("text")))
                .list());
  }

  @Override
  public List<RunStatus> lastEnds(String job, RunKey but, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT status FROM run WHERE job = :job"
                        + " AND status IN ('SUCCEEDED', 'FAILED')"
                        + " AND NOT (workflow_id = :workflowId AND run_id = :runId)"
                        + " ORDER BY opened_at DESC, id DESC LIMIT :limit")
                .bind("job", job)
                .bind("workflowId", but.workflowId())
                .bind("runId", but.runId())
                .bind("limit", limit)
                .mapTo(RunStatus.class)
                .list());
  }

  @Override
  public SlotReader slots() {
    return slots;
  }

  @Override
  public BootReader boots() {
    return boots;
  }

  @Override
  public BoardReader board() {
    return board;
  }

  @Override
  public List<RunKey> open(Instant openedBefore, int limit) {
    return database.read(
        handle ->
            keys(
                handle
                    .createQuery(
                        "SELECT workflow_id, run_id FROM run WHERE settled_at IS NULL"
                            + " AND opened_at < :before AND job IS NOT NULL"
                            + " ORDER BY opened_at, id LIMIT :limit")
                    .bind("before", Times.micros(openedBefore))
                    .bind("limit", limit)));
  }

  @Override
  public List<GoodRun> goodRuns(String job, String lineage) {
    return database.read(handle -> Past.read(handle, job, lineage));
  }

  private static List<RunKey> keys(org.jdbi.v3.core.statement.Query query) {
    return query
        .map((row, context) -> new RunKey(row.getString("workflow_id"), row.getString("run_id")))
        .list();
  }
}
