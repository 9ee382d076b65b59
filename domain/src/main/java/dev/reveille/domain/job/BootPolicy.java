package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The budget of a boot: from spawn to the agent being ready for its prompt.
 *
 * @param timeout limit of one attempt; the watchdog cuts the boot here
 * @param warnAt share of the timeout, above 0 to 1, from which a boot is called slow
 * @param maxQueue longest wait for a seat on any worker; charged to neither budget
 */
public record BootPolicy(Duration timeout, double warnAt, Duration maxQueue, RetryPolicy retry) {
  public BootPolicy {
    requireNonNull(timeout, "timeout is null");
    requireNonNull(maxQueue, "maxQueue is null");
    requireNonNull(retry, "retry is null");
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("boot.timeout: " + timeout + " (expected: > 0)");
    }
    if (!(warnAt > 0 && warnAt <= 1)) {
      throw new IllegalArgumentException(
          "boot.warnAt: " + warnAt + " (expected: above 0 %, to 100 %)");
    }
  }
}
