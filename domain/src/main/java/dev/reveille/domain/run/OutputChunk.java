package dev.reveille.domain.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A piece of what an agent said, in order.
 *
 * @param seq order within the attempt, from 1
 * @param stream {@code out} for what counts as the run's output, {@code err} for its noise, {@code
 *     note} for our own remarks
 */
public record OutputChunk(
    RunKey key, int attempt, long seq, Instant at, String stream, String text) {
  public OutputChunk {
    requireNonNull(key, "key is null");
    requireNonNull(at, "at is null");
    requireNonNull(stream, "stream is null");
    requireNonNull(text, "text is null");
  }
}
