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

/**
 * An event as it is stored. Its detail is parsed at most once, and only if it can hold what is
 * asked.
 */
final class EventRow {
  private final Instant at;
  private final EventType type;
  private final int attempt;
  private final String stage;
  private final @Nullable String host;
  private final String detail;
  private @Nullable ObjectNode parsed;

  EventRow(
      Instant at, EventType type, int attempt, String stage, @Nullable String host, String detail) {
    this.at = at;
    this.type = type;
    this.attempt = attempt;
    this.stage = stage;
    this.host = host;
    this.detail = detail;
  }

  Instant at() {
    return at;
  }

  EventType type() {
    return type;
  }

  int attempt() {
    return attempt;
  }

  String stage() {
    return stage;
  }

  @Nullable String text(String name) {
    JsonNode value = value(name);
    return value == null || value.isNull() ? null : value.asText();
  }

  @Nullable Long number(String name) {
    JsonNode value = value(name);
    return value == null || !value.isNumber() ? null : value.longValue();
  }

  RunView.Event view() {
    Map<String, JsonNode> map = new HashMap<>();
    parsed().properties().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
    return new RunView.Event(at, type, attempt, host, map);
  }

  private @Nullable JsonNode value(String name) {
    return detail.contains(name) ? parsed().get(name) : null;
  }

  private ObjectNode parsed() {
    ObjectNode known = parsed;
    if (known == null) {
      known = Json.read(detail, ObjectNode.class);
      parsed = known;
    }
    return known;
  }
}
