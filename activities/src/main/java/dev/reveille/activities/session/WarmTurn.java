package dev.reveille.activities.session;

import dev.reveille.activities.runner.BootedAgent;
import dev.reveille.activities.runner.TurnException;
import dev.reveille.activities.runner.TurnWatcher;
import dev.reveille.domain.run.FailureType;
import java.time.Duration;

/**
 * One turn of a shared session's agent. An agent whose turn did not come to its own end is not to
 * be trusted with the next: it may still be at work.
 */
final class WarmTurn implements BootedAgent {
  private final WarmAgent warm;
  private final BootedAgent agent;
  private volatile boolean over;

  WarmTurn(WarmAgent warm, BootedAgent agent) {
    this.warm = warm;
    this.agent = agent;
  }

  @Override
  public Turn turn(TurnWatcher listener) throws TurnException {
    if (!warm.agent().isAlive()) {
      throw new TurnException(
          FailureType.HOST_LOST, "the session's agent ended before its turn began", null, null);
    }
    Turn turn = agent.turn(listener);
    over = "end_turn".equals(turn.stopReason());
    return turn;
  }

  @Override
  public void cancel() {
    agent.cancel();
  }

  @Override
  public void end(Duration grace) {
    if (!over) {
      agent.end(grace);
      warm.end("its turn did not come to its own end");
    }
  }
}
