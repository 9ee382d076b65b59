package dev.reveille.starter;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.run.RunKey;

/**
 * How a run ended, as Temporal has it; evidence is in the run log.
 *
 * @param verdict {@code OK}, a failure type such as {@code BOOT_TIMEOUT}, {@code CANCELLED}, or
 *     {@code TERMINATED}
 * @param message one sentence a person can act on
 * @param green whether the workflow completed
 */
public record RunEnd(RunKey run, String verdict, String message, boolean green) {
  public RunEnd {
    requireNonNull(run, "run is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(message, "message is null");
  }
}
