package dev.reveille.activities.boot;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.RunReader;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The attempt before this one. Temporal tries a lost attempt again without telling the workflow, so
 * that only the next boot can say that its forerunner's host was lost.
 */
final class Forerunner {
  private static final Set<EventType> ENDS =
      Set.of(
          EventType.BOOT_READY,
          EventType.BOOT_TIMEOUT,
          EventType.BOOT_FAILED,
          EventType.HOST_LOST,
          EventType.CANCELLED);

  private final RunLog log;
  private final RunReader reader;
  private final RunKey key;
  private final int attempt;
  private final Clock clock;

  Forerunner(RunLog log, RunReader reader, RunKey key, int attempt, Clock clock) {
    this.log = log;
    this.reader = reader;
    this.key = key;
    this.attempt = attempt;
    this.clock = clock;
  }

  /** Records a lost host where the attempt began and nobody wrote how it ended. */
  void noteIfLost() {
    List<RunView.Event> events =
        reader.find(key, 0).map(RunView::events).orElse(List.of()).stream()
            .filter(event -> event.attempt() == attempt)
            .toList();
    boolean ended = events.stream().anyMatch(event -> ENDS.contains(event.event()));
    if (events.isEmpty() || ended) {
      return;
    }
    log.event(
        key,
        new RunEvent(
            clock.instant(),
            EventType.HOST_LOST,
            attempt,
            "",
            events.get(0).host(),
            Map.of(
                "reason",
                TextNode.valueOf(
                    "The host fell silent while the agent was booting; booted again."))));
  }
}
