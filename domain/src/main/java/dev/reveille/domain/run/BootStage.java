package dev.reveille.domain.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A stage of a boot that ended.
 *
 * @param at when it ended
 * @param millis how long it took
 */
public record BootStage(String stage, Instant at, long millis) {
  public BootStage {
    requireNonNull(stage, "stage is null");
    requireNonNull(at, "at is null");
  }
}
