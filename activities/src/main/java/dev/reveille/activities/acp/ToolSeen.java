package dev.reveille.activities.acp;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tool call as the agent reports it, in its newest state.
 *
 * @param name the tool's name where the agent gives one
 * @param kind the protocol's kind, such as {@code execute}; empty where the agent gives none
 * @param status {@code pending}, {@code in_progress}, {@code completed} or {@code failed}
 * @param endedAt when it was completed or failed; null before
 */
public record ToolSeen(
    String id,
    @Nullable String name,
    String title,
    String kind,
    String status,
    Instant startedAt,
    @Nullable Instant endedAt) {

  public ToolSeen {
    requireNonNull(id, "id is null");
    requireNonNull(title, "title is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(status, "status is null");
    requireNonNull(startedAt, "startedAt is null");
  }

  /** Whether its result came back, good or bad. */
  public boolean isReturned() {
    return endedAt != null;
  }

  public boolean isFailed() {
    return status.equals("failed");
  }
}
