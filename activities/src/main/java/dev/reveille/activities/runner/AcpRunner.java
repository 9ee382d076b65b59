package dev.reveille.activities.runner;

import dev.reveille.activities.acp.AcpBoot;
import dev.reveille.activities.acp.AcpConnection;
import dev.reveille.activities.acp.AcpException;
import dev.reveille.activities.acp.AcpSession;
import dev.reveille.activities.acp.AgentErrorException;
import dev.reveille.activities.acp.AgentExitedException;
import dev.reveille.activities.acp.Earlier;
import dev.reveille.activities.acp.StageListener;
import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.ProcessExit;
import dev.reveille.activities.process.Spawner;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** Boots agents that speak the Agent Client Protocol. */
public final class AcpRunner implements Runner {
  private final Spawner spawner;
  private final Clock clock;

  public AcpRunner(Spawner spawner, Clock clock) {
    this.spawner = spawner;
    this.clock = clock;
  }

  @Override
  public BootedAgent boot(Place place, StageListener stages, Consumer<AgentProcess> started)
      throws BootException, InterruptedException {
    return open(place, Earlier.NONE, stages, started).turn(place.definition());
  }

  /** Boots an agent that may be given one turn after another. Blocks as {@link #boot} does. */
  public SharedAgent open(
      Place place, Earlier earlier, StageListener stages, Consumer<AgentProcess> started)
      throws BootException, InterruptedException {
    stages.started(StageListener.SPAWN);
    Noise noise = new Noise();
    AgentProcess process = Processes.start(spawner, place.launch(), noise);
    started.accept(process);
    stages.ended(StageListener.SPAWN, null);
    try {
      AcpConnection connection =
          AcpConnection.open(process, place.definition().permissions(), clock);
      AcpSession session = AcpBoot.boot(connection, place.cwd(), place.model(), earlier, stages);
      return new SharedAgent(process, session, noise);
    } catch (AcpException e) {
      ProcessExit exit = process.end(Duration.ZERO);
      throw failure(e, exit);
    }
  }

  static BootException failure(AcpException e, ProcessExit exit) {
    if (e instanceof AgentExitedException exited) {
      return Processes.exited(exited.exit());
    }
    boolean passes = e instanceof AgentErrorException refused && !refused.isAuthRequired();
    return new BootException(String.valueOf(e.getMessage()), passes, exit.code(), e);
  }
}
