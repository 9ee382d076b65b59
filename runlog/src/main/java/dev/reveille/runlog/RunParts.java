package dev.reveille.runlog;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.run.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What the other tables hold of one run; read for many runs at once. */
final class RunParts {
  final List<EventRow> events = new ArrayList<>();
  final Set<String> answered = new LinkedHashSet<>();
  int calls;
  int refused;
  @Nullable Long inputTokens;
  @Nullable Long outputTokens;
  int toolsCalled;
  int toolsReturned;
  int toolsFailed;
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
    modelCalls(handle, ids, parts);
    toolCalls(handle, ids, parts);
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

  private static void modelCalls(Handle handle, List<Long> ids, Map<Long, RunParts> parts) {
    among(
            handle,
            "SELECT run, answered, refused, input_tokens, output_tokens FROM model_call"
                + " WHERE run IN (<ids>) ORDER BY run, attempt, seq",
            ids)
        .map(
            (row, context) ->
                of(parts, row.getLong("run"))
                    .addCall(
                        row.getString("answered"),
                        row.getInt("refused") != 0,
                        Columns.number(row, "input_tokens"),
                        Columns.number(row, "output_tokens")))
        .list();
  }

  private boolean addCall(
      @Nullable String model, boolean wasRefused, @Nullable Long input, @Nullable Long output) {
    if (wasRefused) {
      refused++;
    } else {
      calls++;
    }
    inputTokens = sum(inputTokens, input);
    outputTokens = sum(outputTokens, output);
    return model != null && answered.add(model);
  }

  private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
    return a == null ? b : b == null ? a : Long.valueOf(a + b);
  }

  private static void toolCalls(Handle handle, List<Long> ids, Map<Long, RunParts> parts) {
    among(
            handle,
            "SELECT run, count(*) AS called,"
                + " sum(CASE WHEN status = 'completed' THEN 1 ELSE 0 END) AS returned,"
                + " sum(CASE WHEN status = 'failed' THEN 1 ELSE 0 END) AS failed"
                + " FROM tool_call WHERE run IN (<ids>) GROUP BY run",
            ids)
        .map(
            (row, context) -> {
              RunParts part = of(parts, row.getLong("run"));
              part.toolsCalled = row.getInt("called");
              part.toolsReturned = row.getInt("returned");
              part.toolsFailed = row.getInt("failed");
              return part;
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
