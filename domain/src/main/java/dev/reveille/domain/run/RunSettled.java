package dev.reveille.domain.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * The end of a run's record, written once; a second settling of the same run changes nothing.
 *
 * @param verdict {@code OK}, {@code SKIPPED}, or the name of a {@link FailureType}
 * @param message one sentence a person can act on
 */
public record RunSettled(
    RunKey key,
    RunStatus status,
    String verdict,
    String message,
    List<Finding> findings,
    Instant settledAt) {
  public RunSettled {
    requireNonNull(key, "key is null");
    requireNonNull(status, "status is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(message, "message is null");
    requireNonNull(settledAt, "settledAt is null");
    findings = List.copyOf(findings);
  }
}
