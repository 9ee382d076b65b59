package dev.reveille.activities.acp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tool calls of one turn, put together from their updates. */
final class ToolLog {

  private static final int MAX_CALLS = 10_000;

  private final Map<String, ToolSeen> calls = new LinkedHashMap<>();

  /** The call's newest state; null when there are too many to keep another. */
  @Nullable ToolSeen take(JsonNode update, Instant at) {
    String id = update.path("toolCallId").asText();
    ToolSeen known = calls.get(id);
    if (known == null) {
      if (calls.size() >= MAX_CALLS) {
        return null;
      }
      known = new ToolSeen(id, null, "", "", "pending", at, null);
    }
    String status = update.path("status").asText(known.status());
    boolean ended = status.equals("completed") || status.equals("failed");
    ToolSeen now =
        new ToolSeen(
            id,
            update.hasNonNull("name") ? update.path("name").asText() : known.name(),
            update.path("title").asText(known.title()),
            update.path("kind").asText(known.kind()),
            status,
            known.startedAt(),
            ended && known.endedAt() == null ? at : known.endedAt());
    calls.put(id, now);
    return now;
  }

  List<ToolSeen> all() {
    return List.copyOf(calls.values());
  }
}
