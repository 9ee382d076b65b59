package dev.reveille.domain.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One tool call as it passed the gateway: asked for in a model's answer, and, once the tool has
 * run, answered in a later request under the same id.
 *
 * @param id the provider's call id
 * @param call the {@link ModelCall#seq} of the call whose answer asks for it
 * @param returnedAt when its result came back; null until then
 * @param failed whether the result says that the tool failed, where the dialect can say so
 */
public record ToolUse(
    RunKey key,
    int attempt,
    String id,
    @Nullable String name,
    int call,
    Instant askedAt,
    @Nullable Instant returnedAt,
    boolean failed) {
  public ToolUse {
    requireNonNull(key, "key is null");
    requireNonNull(id, "id is null");
    requireNonNull(askedAt, "askedAt is null");
  }
}
