package dev.reveille.activities.record;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.contract.Spending;
import dev.reveille.domain.contract.Work;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.settings.Provider;
import dev.reveille.domain.volume.GoodRun;
import dev.reveille.domain.volume.Lineage;
import dev.reveille.runlog.RunReader;
import dev.reveille.workflows.ExecuteActivity.Executed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers from the run log what was seen of a run's work. */
public final class WorkRead {
  /** Of the output; what is longer is judged by its beginning. */
  private static final int OUTPUT_CHARS = 1 << 20;

  private static final TypeReference<List<Work.FileSeen>> FILES = new TypeReference<>() {};

  private final RunReader reader;
  private final Map<String, Provider> providers;

  /**
   * @param providers with the prices of their models
   */
  public WorkRead(RunReader reader, Map<String, Provider> providers) {
    this.reader = reader;
    this.providers = Map.copyOf(providers);
  }

  /** Reads what it needs; a job without agent and contract needs nothing. */
  public Work of(RunKey key, JobDefinition definition, Executed executed) {
    return of(key, definition, executed, calls(key, definition), run(key, definition));
  }

  List<ModelCall> calls(RunKey key, JobDefinition definition) {
    return definition.pin() == null ? List.of() : reader.modelCalls(key);
  }

  @Nullable RunView run(RunKey key, JobDefinition definition) {
    // A plain command is the most frequent job of all, and nothing of its record is judged.
    boolean judged = definition.agent() != null || definition.expect() != null;
    return judged ? reader.find(key, OUTPUT_CHARS).orElse(null) : null;
  }

  /** The good runs of the same work before. */
  List<GoodRun> past(JobDefinition definition) {
    return reader.goodRuns(definition.id(), Lineage.of(definition));
  }

  Work of(
      RunKey key,
      JobDefinition definition,
      Executed executed,
      List<ModelCall> calls,
      @Nullable RunView run) {
    boolean agentTurn = definition.agent() != null;
    RunView.Output output = run == null ? null : run.output();
    String text = output == null || output.text() == null ? "" : output.text();
    int attempt = executed.attempt();
    return new Work(
        agentTurn,
        text,
        executed.outputBytes(),
        executed.millis(),
        agentTurn ? tools(key, calls) : Work.Tooling.NONE,
        files(detail(run, EventType.FILES_SEEN, attempt)),
        source(detail(run, EventType.SOURCE_COUNTED, attempt)),
        Spending.of(calls, definition.pin(), providers),
        check(detail(run, EventType.CHECKED, attempt)),
        bootedAt(run, attempt));
  }

  private Work.Tooling tools(RunKey key, List<ModelCall> calls) {
    return new Work.Tooling(
        calls.stream().anyMatch(call -> call.tools() > 0),
        reader.toolUses(key).stream()
            .map(use -> new Work.ToolSeen(use.name(), use.returnedAt() != null, use.failed()))
            .toList());
  }

  private static Map<String, JsonNode> detail(@Nullable RunView run, EventType type, int attempt) {
    return run == null
        ? Map.of()
        : run.events().stream()
            .filter(event -> event.event() == type && event.attempt() == attempt)
            .findFirst()
            .map(RunView.Event::detail)
            .orElse(Map.of());
  }

  private static Map<String, List<Work.FileSeen>> files(Map<String, JsonNode> detail) {
    JsonNode files = detail.get("files");
    if (files == null) {
      return Map.of();
    }
    Map<String, List<Work.FileSeen>> byGlob = new HashMap<>();
    files
        .fields()
        .forEachRemaining(
            entry ->
                byGlob.put(entry.getKey(), Json.mapper().convertValue(entry.getValue(), FILES)));
    return byGlob;
  }

  private static Work.@Nullable SourceSeen source(Map<String, JsonNode> detail) {
    if (detail.isEmpty()) {
      return null;
    }
    JsonNode items = detail.get("items");
    JsonNode fresh = detail.get("fresh");
    return items == null || fresh == null
        ? Work.SourceSeen.uncounted(text(detail, "error", "nothing is known of it"))
        : new Work.SourceSeen(items.asInt(), fresh.asInt());
  }

  private static Work.@Nullable CheckSeen check(Map<String, JsonNode> detail) {
    if (detail.isEmpty()) {
      return null;
    }
    JsonNode code = detail.get("exitCode");
    return code == null
        ? new Work.CheckSeen(
            null, text(detail, "said", ""), text(detail, "error", "nothing is known of it"))
        : new Work.CheckSeen(code.asInt(), text(detail, "said", ""), null);
  }

  private static String text(Map<String, JsonNode> detail, String name, String silent) {
    JsonNode value = detail.get(name);
    return value == null ? silent : value.asText();
  }

  private static Instant bootedAt(@Nullable RunView run, int attempt) {
    return run == null
        ? Instant.EPOCH
        : run.events().stream()
            .filter(event -> event.event() == EventType.BOOT_STARTED && event.attempt() == attempt)
            .findFirst()
            .map(RunView.Event::at)
            .orElse(Instant.EPOCH);
  }
}
