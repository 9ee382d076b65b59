package dev.reveille.activities.runner;

import dev.reveille.activities.acp.StageListener;
import dev.reveille.activities.process.AgentProcess;
import java.util.function.Consumer;

/** Boots agents of one protocol. */
public interface Runner {
  /**
   * Boots and blocks, without a limit of its own: whoever watches the time ends the process, and
   * this fails.
   *
   * @param started is given each process as soon as it exists, so that it can be ended
   * @throws BootException when the agent could not be made ready
   */
  BootedAgent boot(Place place, StageListener stages, Consumer<AgentProcess> started)
      throws BootException, InterruptedException;
}
