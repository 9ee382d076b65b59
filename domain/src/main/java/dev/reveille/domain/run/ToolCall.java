package dev.reveille.domain.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One tool call of an agent, as the agent reported it.
 *
 * @param id the agent's call id
 * @param name the tool's name where the agent gives one, else its title
 * @param status {@code pending}, {@code in_progress}, {@code completed} or {@code failed}
 */
public record ToolCall(
    RunKey key,
    int attempt,
    String id,
    @Nullable String name,
    String status,
    Instant startedAt,
    @Nullable Instant endedAt) {
  public ToolCall {
    requireNonNull(key, "key is null");
    requireNonNull(id, "id is null");
    requireNonNull(status, "status is null");
    requireNonNull(startedAt, "startedAt is null");
  }
}
