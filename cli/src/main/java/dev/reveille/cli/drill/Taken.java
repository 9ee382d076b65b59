package dev.reveille.cli.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunView;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one channel made of the notice, as the worker put it on the run's record.
 *
 * @param delivered null while nothing is on record
 * @param millis from the run's end until that was on record
 * @param error why it did not arrive; null when it did, and while nothing is known
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"channel", "kind", "delivered", "millis", "error"})
record Taken(
    String channel,
    String kind,
    @Nullable Boolean delivered,
    @Nullable Long millis,
    @Nullable String error) {
  static Taken of(String channel, String kind, RunView run) {
    for (RunView.Event event : run.events()) {
      boolean alerted = event.event() == EventType.ALERTED;
      if ((alerted || event.event() == EventType.ALERT_FAILED)
          && word(event, "channel").equals(channel)) {
        return new Taken(
            channel, kind, alerted, millis(run, event.at()), alerted ? null : word(event, "what"));
      }
    }
    return new Taken(channel, kind, null, null, null);
  }

  private static String word(RunView.Event event, String name) {
    return event.detail().getOrDefault(name, MissingNode.getInstance()).asText();
  }

  private static long millis(RunView run, Instant at) {
    Instant settled =
        run.events().stream()
            .filter(event -> event.event() == EventType.SETTLED)
            .map(RunView.Event::at)
            .findFirst()
            .orElse(at);
    return Duration.between(settled, at).toMillis();
  }

  boolean isKnown() {
    return delivered != null;
  }

  boolean isDelivered() {
    return Boolean.TRUE.equals(delivered);
  }
}
