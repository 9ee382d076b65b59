package dev.reveille.activities.record;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.contract.Work;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.workflows.ExecuteActivity.Executed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers from the run log what was seen of a run's work. */
final class WorkRead {
  /** Of the output; what is longer is judged by its beginning. */
  static final int OUTPUT_CHARS = 1 << 20;

  private static final TypeReference<List<Work.FileSeen>> FILES = new TypeReference<>() {};

  private WorkRead() {}

  static Work of(
      @Nullable RunView run,
      boolean agentTurn,
      Executed executed,
      List<ModelCall> calls,
      List<ToolUse> tools) {
    RunView.Output output = run == null ? null : run.output();
    String text = output == null || output.text() == null ? "" : output.text();
    return new Work(
        agentTurn,
        text,
        executed.outputBytes(),
        tools.stream()
            .map(use -> new Work.ToolSeen(use.name(), use.returnedAt() != null, use.failed()))
            .toList(),
        files(detail(run, EventType.FILES_SEEN, executed.attempt())),
        source(detail(run, EventType.SOURCE_COUNTED, executed.attempt())),
        tokens(calls),
        bootedAt(run, executed.attempt()));
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
    JsonNode items = detail.get("items");
    JsonNode fresh = detail.get("fresh");
    return items == null || fresh == null
        ? null
        : new Work.SourceSeen(items.asInt(), fresh.asInt());
  }

  private static @Nullable Long tokens(List<ModelCall> calls) {
    return calls.stream()
        .flatMap(call -> Stream.of(call.answer().inputTokens(), call.answer().outputTokens()))
        .filter(Objects::nonNull)
        .reduce(Long::sum)
        .orElse(null);
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
