package dev.reveille.activities.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent of a shared session did not know of what was said in it before. */
final class Forgotten {
  private static final String CODE = "SESSION_FORGOT";

  private Forgotten() {}

  /** A finding where the attempt that did the work had forgotten something; else none. */
  static List<Finding> findings(@Nullable RunView run, int attempt) {
    return run == null
        ? List.of()
        : run.events().stream()
            .filter(event -> event.event() == EventType.SESSION_FORGOT)
            .filter(event -> event.attempt() == attempt)
            .map(event -> finding(event.detail().get("reason")))
            .toList();
  }

  private static Finding finding(@Nullable JsonNode reason) {
    return new Finding(
        CODE,
        Finding.Severity.WARN,
        "The turn was worked on without all that was said in its session before: "
            + (reason == null ? "nobody wrote down why" : reason.asText())
            + ".");
  }
}
