package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How jobs due on one tick are spread.
 *
 * @param auto a fixed offset of its own for each job of a crowd; jitter is zero then
 * @param jitter width of Temporal's deterministic jitter
 */
public record Stagger(boolean auto, Duration jitter) {
  public static final Stagger AUTO = new Stagger(true, Duration.ZERO);

  public Stagger {
    requireNonNull(jitter, "jitter is null");
    if (jitter.isNegative() || (auto && !jitter.isZero())) {
      throw new IllegalArgumentException(
          "stagger: " + jitter + " (expected: auto, or a duration >= 0)");
    }
  }

  public static Stagger jitter(Duration width) {
    return new Stagger(false, width);
  }
}
