package dev.reveille.activities.runner;

import dev.reveille.domain.run.Testimony;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is seen of a turn, as it happens. Called from the agent's reading threads; thread-safe. */
public interface TurnWatcher {
  /** The first act that must not be done twice is about to be done; returns once committed. */
  void effect(String what);

  /**
   * @param stream {@code out} or {@code err}
   */
  void output(String stream, String text);

  /** A tool call began or changed. */
  void tool(
      String id,
      @Nullable String name,
      String status,
      Instant startedAt,
      @Nullable Instant endedAt);

  /** The agent asked for a permission and was answered. */
  void permission(String title, String answer);

  /** The agent gave its own account of its model work. */
  void testified(Testimony testimony);
}
