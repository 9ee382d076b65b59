package dev.reveille.activities.runner;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is seen of a turn, as it happens, in order, on one thread at a time. */
public interface TurnListener {
  /** The first act that must not be done twice is about to be done; returns once committed. */
  void effect(String what);

  /**
   * @param stream {@code out} or {@code err}
   */
  void output(String stream, String text);

  /** A tool call began or changed. */
  void tool(String id, @Nullable String name, String status, Instant at);
}
