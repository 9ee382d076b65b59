package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The budget of the work itself, which a slow boot never eats.
 *
 * @param timeout limit of one attempt
 * @param retry how often the turn is tried again with a new boot, while no effect is recorded
 */
public record ExecutePolicy(Duration timeout, RetryPolicy retry) {
  public ExecutePolicy {
    requireNonNull(timeout, "timeout is null");
    requireNonNull(retry, "retry is null");
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("execute.timeout: " + timeout + " (expected: > 0)");
    }
  }
}
