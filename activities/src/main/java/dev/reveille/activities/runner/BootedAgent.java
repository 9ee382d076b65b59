package dev.reveille.activities.runner;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An agent that is ready for its prompt. Its process belongs to whoever holds this. */
public interface BootedAgent {
  /**
   * Gives the agent its prompt and blocks until the turn is over. At most once.
   *
   * @throws TurnException when the agent failed, or was ended meanwhile
   */
  Turn turn(TurnWatcher listener) throws TurnException;

  /** Asks the agent to stop its turn, if its protocol has words for that. Returns at once. */
  void cancel();

  /**
   * Ends the agent's process with its whole tree and returns when it is dead. Idempotent.
   *
   * @param grace how long it may take to leave by itself
   */
  void end(Duration grace);

  /** How a turn ended by the agent's own account. */
  record Turn(@Nullable String stopReason, @Nullable Integer exitCode, boolean permissionAsked) {}
}
