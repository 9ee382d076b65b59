package dev.reveille.domain.alert;

import dev.reveille.domain.alert.Notice.Item;
import dev.reveille.domain.run.FailureType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * How long news of one cause is gathered, so that a burst becomes one message: until it was quiet
 * for so long, and no longer than a bound.
 *
 * @param followUp least time between two messages of one cause about different jobs
 */
record Gathering(Duration quiet, Duration longest, Duration followUp) {
  static final Gathering USUAL =
      new Gathering(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(10));

  /** Missed slots are promised within a minute. */
  static final Gathering MISSES =
      new Gathering(Duration.ofSeconds(10), Duration.ofSeconds(40), Duration.ZERO);

  static Gathering of(Item failure) {
    return failure.verdict().equals(FailureType.MISSED.name()) ? MISSES : USUAL;
  }

  /** When to speak of what became ready at these times, of which there must be one. */
  Instant over(Collection<Instant> ready) {
    List<Instant> ascending = ready.stream().sorted().toList();
    Instant bound = ascending.get(0).plus(longest);
    Instant still = ascending.get(0).plus(quiet);
    for (Instant next : ascending) {
      if (next.isAfter(still)) {
        break;
      }
      still = next.plus(quiet);
    }
    return still.isAfter(bound) ? bound : still;
  }
}
