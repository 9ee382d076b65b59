package dev.reveille.domain.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a run.
 *
 * @param attempt boot attempt it belongs to, from 1; 0 before the first boot
 * @param stage distinguishes events of one type in one attempt; empty where there can be only one
 * @param host who saw it; null for the workflow itself
 */
public record RunEvent(
    Instant at,
    EventType event,
    int attempt,
    String stage,
    @Nullable String host,
    Map<String, JsonNode> detail) {
  public RunEvent {
    requireNonNull(at, "at is null");
    requireNonNull(event, "event is null");
    requireNonNull(stage, "stage is null");
    detail = Map.copyOf(detail);
  }
}
