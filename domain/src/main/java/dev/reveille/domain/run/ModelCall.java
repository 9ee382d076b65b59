package dev.reveille.domain.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request of an agent to a provider, as the gateway saw it.
 *
 * @param seq order within the attempt, from 1
 * @param asked model named in the request; null when it names none
 * @param answered model named in the answer; null until part of an answer named one
 * @param status HTTP status sent to the agent; 0 while under way
 * @param refused whether the gateway itself refused the request
 */
public record ModelCall(
    RunKey key,
    int attempt,
    int seq,
    String provider,
    String path,
    @Nullable String asked,
    @Nullable String answered,
    int status,
    boolean refused,
    @Nullable Long inputTokens,
    @Nullable Long outputTokens,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String error) {
  public ModelCall {
    requireNonNull(key, "key is null");
    requireNonNull(provider, "provider is null");
    requireNonNull(path, "path is null");
    requireNonNull(startedAt, "startedAt is null");
  }
}
