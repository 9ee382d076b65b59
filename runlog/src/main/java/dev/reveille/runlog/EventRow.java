package dev.reveille.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunView;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as it is stored; its detail is parsed when asked for. */
record EventRow(
    Instant at, EventType type, int attempt, String stage, @Nullable String host, String detail) {

  @Nullable String text(String name) {
    JsonNode value = parsed().get(name);
    return value == null || value.isNull() ? null : value.asText();
  }

  @Nullable Long number(String name) {
    JsonNode value = parsed().get(name);
    return value == null || !value.isNumber() ? null : value.longValue();
  }

  RunView.Event view() {
    Map<String, JsonNode> map = new HashMap<>();
    parsed().properties().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
    return new RunView.Event(at, type, attempt, host, map);
  }

  private ObjectNode parsed() {
    return Json.read(detail, ObjectNode.class);
  }
}
