package dev.reveille.activities.runner;

import dev.reveille.activities.acp.AcpBoot;
import dev.reveille.activities.acp.AcpException;
import dev.reveille.activities.acp.AcpListener;
import dev.reveille.activities.acp.AcpSession;
import dev.reveille.activities.acp.StageListener;
import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.ProcessExit;
import dev.reveille.domain.job.JobDefinition;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * An ACP agent that is given one turn after another, by whoever sees to it that they never meet.
 */
public final class SharedAgent {
  private final AgentProcess process;
  private final AcpSession session;
  private final Noise noise;

  SharedAgent(AgentProcess process, AcpSession session, Noise noise) {
    this.process = process;
    this.session = session;
    this.noise = noise;
  }

  public AcpSession session() {
    return session;
  }

  public boolean isAlive() {
    return !process.exit().isDone();
  }

  /** Calls back once the process has ended, however it did; at once when it has. */
  public void onExit(Consumer<ProcessExit> ended) {
    process.exit().thenAcceptAsync(ended);
  }

  /** Runs what ends this, for whoever watches a step's time. */
  public AgentProcess process() {
    return process;
  }

  /**
   * Chooses the model of the next turn. Blocks without limit: whoever watches the time ends the
   * process, and this fails.
   */
  public void choose(String model, StageListener stages)
      throws BootException, InterruptedException {
    try {
      AcpBoot.choose(session, model, stages);
    } catch (AcpException e) {
      throw AcpRunner.failure(e, process.end(Duration.ZERO));
    }
  }

  /** The agent as the next turn has it. */
  public BootedAgent turn(JobDefinition definition) {
    session.connection().permissions(definition.permissions());
    return new AcpAgent(process, session, definition, noise);
  }

  /** What the agent says now is nobody's. */
  public void rest() {
    session.connection().listen(AcpListener.NONE);
    noise.stop();
  }

  /** Ends the process with its tree; returns when it is dead. Idempotent. */
  public void end(Duration grace) {
    process.end(grace);
  }
}
