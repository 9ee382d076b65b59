package dev.reveille.activities.runner;

import dev.reveille.activities.process.Spawner;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.JobDefinition;
import java.time.Clock;

/** Picks the runner for a job. */
public final class Runners {
  private final AcpRunner acp;
  private final Runner command;

  public Runners(Spawner spawner, Clock clock) {
    this.acp = new AcpRunner(spawner, clock);
    this.command = new CommandRunner(spawner);
  }

  /** For agents of shared sessions. */
  public AcpRunner shared() {
    return acp;
  }

  public Runner of(JobDefinition definition) {
    AgentProfile agent = definition.agent();
    return agent != null && agent.protocol() == AgentProfile.Protocol.ACP ? acp : command;
  }
}
