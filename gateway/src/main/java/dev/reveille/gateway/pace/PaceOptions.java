package dev.reveille.gateway.pace;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * The times and bounds of pacing.
 *
 * @param settle a request not refused for so long counts as let in: refusals come within
 *     milliseconds, answers after many seconds
 * @param pauses after the first, second, … refusal in a row that names no time itself; the last one
 *     repeats
 * @param growth after a refusal has told the provider's limit, one more request at once is tried
 *     only so much later; doubles each time it is refused
 * @param queue most requests that wait for one provider
 * @param reopening pause between two runs whose boots were put off
 * @param deferral a provider that is closed for longer than this is worth putting a boot off
 */
public record PaceOptions(
    Duration settle,
    List<Duration> pauses,
    Duration growth,
    int queue,
    Duration reopening,
    Duration deferral) {
  public PaceOptions {
    requireNonNull(settle, "settle is null");
    requireNonNull(growth, "growth is null");
    requireNonNull(reopening, "reopening is null");
    requireNonNull(deferral, "deferral is null");
    pauses = List.copyOf(pauses);
    if (pauses.isEmpty() || queue < 1) {
      throw new IllegalArgumentException(
          "pauses: " + pauses + ", queue: " + queue + " (expected: a pause or more, 1 or more)");
    }
  }

  /** One look five seconds later in case it was a hiccup, and then about one a minute. */
  public static PaceOptions defaults() {
    return new PaceOptions(
        Duration.ofMillis(200),
        List.of(Duration.ofSeconds(5), Duration.ofSeconds(55), Duration.ofSeconds(60)),
        Duration.ofMinutes(2),
        1000,
        Duration.ofMillis(500),
        Duration.ofSeconds(10));
  }

  /**
   * All times so much shorter, for a bench that has no minutes; but for the settling time, since
   * refusals do not come sooner.
   */
  public PaceOptions scaled(double factor) {
    return new PaceOptions(
        settle,
        pauses.stream().map(pause -> scaled(pause, factor)).toList(),
        scaled(growth, factor),
        queue,
        scaled(reopening, factor),
        scaled(deferral, factor));
  }

  private static Duration scaled(Duration time, double factor) {
    return Duration.ofNanos(Math.max(1, (long) (time.toNanos() * factor)));
  }
}
