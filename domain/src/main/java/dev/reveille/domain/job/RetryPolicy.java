package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How often a step is tried.
 *
 * @param maxAttempts 1 or more; the first try counts
 * @param initialInterval wait before the second attempt
 * @param backoff factor from one wait to the next, 1.0 or more
 * @param maxInterval longest wait
 */
public record RetryPolicy(
    int maxAttempts, Duration initialInterval, double backoff, Duration maxInterval) {
  public RetryPolicy {
    requireNonNull(initialInterval, "initialInterval is null");
    requireNonNull(maxInterval, "maxInterval is null");
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts: " + maxAttempts + " (expected: >= 1)");
    }
    if (initialInterval.isNegative() || initialInterval.isZero()) {
      throw new IllegalArgumentException(
          "initialInterval: " + initialInterval + " (expected: > 0)");
    }
    if (!(backoff >= 1.0)) {
      throw new IllegalArgumentException("backoff: " + backoff + " (expected: >= 1.0)");
    }
    if (maxInterval.compareTo(initialInterval) < 0) {
      throw new IllegalArgumentException(
          "maxInterval: " + maxInterval + " (expected: >= " + initialInterval + ")");
    }
  }
}
