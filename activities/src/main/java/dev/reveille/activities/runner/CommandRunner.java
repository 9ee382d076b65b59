package dev.reveille.activities.runner;

import dev.reveille.activities.acp.StageListener;
import dev.reveille.activities.command.CommandPlan.Ready;
import dev.reveille.activities.command.CommandRun;
import dev.reveille.activities.command.NotReadyException;
import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.process.Spawner;
import dev.reveille.domain.job.AgentProfile;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Boots one-shot programs. One that says when it is ready is started in its boot and waited for;
 * any other does its work as soon as it runs, so that only its turn starts it.
 */
public final class CommandRunner implements Runner {
  /** The stage in which a started program has yet to say that it is ready. */
  static final String READY = "ready";

  private final Spawner spawner;

  public CommandRunner(Spawner spawner) {
    this.spawner = spawner;
  }

  @Override
  public BootedAgent boot(Place place, StageListener stages, Consumer<AgentProcess> started)
      throws BootException, InterruptedException {
    AgentProfile agent = place.definition().agent();
    if (agent == null || agent.ready() == null) {
      return new OneShot(spawner, place, new Ready.AtOnce());
    }
    stages.started(StageListener.SPAWN);
    OneShot program = new OneShot(spawner, place, ready(place, agent.ready()));
    CommandRun run;
    try {
      run = program.start();
    } catch (IOException e) {
      throw new BootException("the program could not be started: " + e.getMessage(), true, null, e);
    }
    started.accept(run.process());
    stages.ended(StageListener.SPAWN, null);
    stages.started(READY);
    await(run);
    stages.ended(READY, null);
    return program;
  }

  private static Ready ready(Place place, AgentProfile.Ready ready) {
    if (ready.line() != null) {
      return new Ready.Line(ready.line());
    }
    if (ready.file() != null) {
      return new Ready.File(place.workspace().resolve(ready.file()));
    }
    Callable<Launch> probe = place.probe();
    if (probe == null) {
      throw new IllegalStateException("a place for a program with a probe has none");
    }
    return new Ready.Probe(String.join(" ", ready.probe()), probe);
  }

  private static void await(CommandRun run) throws BootException, InterruptedException {
    try {
      run.ready().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NotReadyException early) {
        throw Processes.exited(early.exit());
      }
      throw new BootException(String.valueOf(e.getMessage()), true, null, e);
    }
  }
}
