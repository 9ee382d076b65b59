package dev.reveille.domain.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A file that a run left and that is kept with its record.
 *
 * @param name its path in the workspace
 * @param bytes its whole size
 * @param content empty where it was too large to be kept
 * @param at when it was kept
 */
public record Artifact(
    RunKey key, int attempt, String name, long bytes, byte[] content, Instant at) {
  public Artifact {
    requireNonNull(key, "key is null");
    requireNonNull(name, "name is null");
    requireNonNull(content, "content is null");
    requireNonNull(at, "at is null");
  }
}
