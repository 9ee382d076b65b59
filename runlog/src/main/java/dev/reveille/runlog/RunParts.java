package dev.reveille.runlog;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What the other tables hold of one run; read for many runs at once. */
final class RunParts {
  private static final RunView.Tools NO_TOOLS = new RunView.Tools(0, 0, 0);

  final List<EventRow> events = new ArrayList<>();
  final List<ModelCall> calls = new ArrayList<>();
  RunView.Tools reported = NO_TOOLS;
  RunView.Tools seen = NO_TOOLS;
  boolean spoke;
  long outputBytes;
  boolean ranTwice;

  private RunParts() {}

  /** The parts of each run, by its row's id. */
  static Map<Long, RunParts> read(Handle handle, List<RunRow> runs) {
    Map<Long, RunParts> parts = new HashMap<>();
    runs.forEach(run -> parts.put(run.id(), new RunParts()));
    if (runs.isEmpty()) {
      return parts;
    }
    List<Long> ids = runs.stream().map(RunRow::id).toList();
    events(handle, ids, parts);
    modelCalls(handle, runs, parts);
    toolCalls(handle, ids, parts);
    toolUses(handle, ids, parts);
    output(handle, ids, parts);
    names(handle, runs, parts);
    return parts;
  }

  private static void events(Handle handle, List<Long> ids, Map<Long, RunParts> parts) {
    among(
            handle,
            "SELECT run, at, type, attempt, stage, host, detail FROM event WHERE run IN (<ids>)"
                + " ORDER BY run, at, id",
            ids)
        .map(
            (row, context) ->
                of(parts, row.getLong("run"))
                    .events
                    .add(
                        new EventRow(
                            Columns.instant(row, "at"),
                            EventType.valueOf(row.getString("type")),
                            row.getInt("attempt"),
                            row.getString("stage"),
                            row.getString("host"),
                            row.getString("detail"))))
        .list();
  }

  private static void modelCalls(Handle handle, List<RunRow> runs, Map<Long, RunParts> parts) {
    Map<Long, RunKey> keys = runs.stream().collect(Collectors.toMap(RunRow::id, RunRow::key));
    among(
            handle,
            "SELECT * FROM model_call WHERE run IN (<ids>) ORDER BY run, attempt, seq",
            List.copyOf(keys.keySet()))
        .map(
            (row, context) -> {
              long run = row.getLong("run");
              return of(parts, run)
                  .calls
                  .add(Evidence.modelCall(requireNonNull(keys.get(run), "another run"), row));
            })
        .list();
  }

  private static void toolCalls(Handle handle, List<Long> ids, Map<Long, RunParts> parts) {
    tools(
        handle,
        "SELECT run, count(*) AS called,"
            + " sum(CASE WHEN status = 'completed' THEN 1 ELSE 0 END) AS returned,"
            + " sum(CASE WHEN status = 'failed' THEN 1 ELSE 0 END) AS failed"
            + " FROM tool_call WHERE run IN (<ids>) GROUP BY run",
        ids,
        (run, tools) -> of(parts, run).reported = tools);
  }

  private static void toolUses(Handle handle, List<Long> ids, Map<Long, RunParts> parts) {
    tools(
        handle,
        "SELECT run, count(*) AS called, count(returned_at) AS returned, sum(failed) AS failed"
            + " FROM tool_use WHERE run IN (<ids>) GROUP BY run",
        ids,
        (run, tools) -> of(parts, run).seen = tools);
  }

  private static void tools(
      Handle handle, String sql, List<Long> ids, BiConsumer<Long, RunView.Tools> each) {
    among(handle, sql, ids)
        .map(
            (row, context) -> {
              RunView.Tools tools =
                  new RunView.Tools(
                      row.getInt("called"), row.getInt("returned"), row.getInt("failed"));
              each.accept(row.getLong("run"), tools);
              return tools;
            })
        .list();
  }

  private static void output(Handle handle, List<Long> ids, Map<Long, RunParts> parts) {
    among(
            handle,
            "SELECT run, sum(bytes) AS bytes FROM output"
                + " WHERE run IN (<ids>) AND stream = 'out' GROUP BY run",
            ids)
        .map(
            (row, context) -> {
              RunParts part = of(parts, row.getLong("run"));
              part.spoke = true;
              part.outputBytes = row.getLong("bytes");
              return part;
            })
        .list();
  }

  private static void names(Handle handle, List<RunRow> runs, Map<Long, RunParts> parts) {
    Set<String> twice =
        new HashSet<>(
            handle
                .createQuery(
                    "SELECT workflow_id FROM run WHERE workflow_id IN (<names>)"
                        + " AND job IS NOT NULL GROUP BY workflow_id HAVING count(*) > 1")
                .bindList(
                    "names", runs.stream().map(run -> run.key().workflowId()).distinct().toList())
                .mapTo(String.class)
                .list());
    for (RunRow run : runs) {
      of(parts, run.id()).ranTwice = twice.contains(run.key().workflowId());
    }
  }

  private static Query among(Handle handle, String sql, List<Long> ids) {
    return handle.createQuery(sql).bindList("ids", ids);
  }

  static RunParts of(Map<Long, RunParts> parts, long run) {
    return requireNonNull(parts.get(run), "a row of another run");
  }
}
