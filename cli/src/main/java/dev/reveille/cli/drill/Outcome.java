package dev.reveille.cli.drill;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an incident.
 *
 * @param said what Reveille said of it
 * @param run the one to look at
 * @param at when that was known; null for just now
 */
record Outcome(boolean caught, String said, RunKey run, @Nullable Instant at) {
  /** When the last event of these kinds came to be; null where there is none. */
  static @Nullable Instant last(RunView run, EventType... kinds) {
    List<EventType> asked = List.of(kinds);
    return run.events().stream()
        .filter(event -> asked.contains(event.event()))
        .map(RunView.Event::at)
        .max(Instant::compareTo)
        .orElse(null);
  }
}
