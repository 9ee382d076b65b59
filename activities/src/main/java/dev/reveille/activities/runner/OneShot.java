package dev.reveille.activities.runner;

import dev.reveille.activities.agents.OpenClaw;
import dev.reveille.activities.command.CommandPlan;
import dev.reveille.activities.command.CommandResult;
import dev.reveille.activities.command.CommandRun;
import dev.reveille.activities.process.Disposables;
import dev.reveille.activities.process.ProcessExit;
import dev.reveille.activities.process.Spawner;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.run.FailureType;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A one-shot program: started in its boot when it says that it is ready, else in its turn. */
final class OneShot implements BootedAgent {
  private static final Logger LOG = LoggerFactory.getLogger(OneShot.class);

  /** It holds the answer twice, escaped. */
  private static final int ENVELOPE_BYTES = 4 * Payload.Command.DEFAULT_OUTPUT_MAX_BYTES;

  private final Spawner spawner;
  private final CommandPlan plan;
  private final boolean enveloped;
  private final Relay relay;
  private @Nullable CommandRun run;
  private boolean ended;

  OneShot(Spawner spawner, Place place, CommandPlan.Ready ready) {
    this.spawner = spawner;
    Payload payload = place.definition().payload();
    Payload.Command command = payload.command();
    AgentProfile agent = place.definition().agent();
    this.enveloped = agent != null && OpenClaw.NAME.equals(agent.known());
    this.relay = new Relay(!enveloped);
    this.plan =
        new CommandPlan(
            place.launch(),
            ready,
            command != null ? command.input() : enveloped ? payload.message() : null,
            command == null ? null : command.noOutputTimeout(),
            command != null
                ? command.outputMaxBytes()
                : enveloped ? ENVELOPE_BYTES : Payload.Command.DEFAULT_OUTPUT_MAX_BYTES);
  }

  /**
   * @throws IOException when the host can start no process
   */
  synchronized CommandRun start() throws IOException {
    if (ended) {
      throw new IOException("the run was ended before its program began");
    }
    CommandRun started = CommandRun.start(spawner, plan, relay);
    run = started;
    return started;
  }

  @Override
  public Turn turn(TurnWatcher watcher) throws TurnException {
    watcher.effect("program");
    relay.to(watcher);
    CommandRun running;
    synchronized (this) {
      running = run;
    }
    try {
      CommandResult result = (running == null ? start() : running).result().get();
      return judge(result, enveloped ? opened(result, watcher) : null);
    } catch (IOException e) {
      throw new TurnException(
          FailureType.EXECUTE_FAILED,
          "the program could not be started: " + e.getMessage(),
          null,
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TurnException(FailureType.EXECUTE_FAILED, "the worker is stopping", null, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a result never fails", e);
    }
  }

  /** Tells the answer that lies in the envelope; what is no envelope is told as it is. */
  private static @Nullable Envelope opened(CommandResult result, TurnWatcher watcher) {
    Envelope envelope = Envelope.read(result.output()).orElse(null);
    String said = envelope == null ? result.output() : envelope.text();
    if (!said.isEmpty()) {
      watcher.output("out", said);
    }
    if (envelope != null) {
      watcher.testified(envelope.testimony());
    }
    return envelope;
  }

  private Turn judge(CommandResult result, @Nullable Envelope envelope) throws TurnException {
    ProcessExit exit = result.exit();
    if (result.silent() && plan.noOutputTimeout() != null) {
      throw new TurnException(
          FailureType.EXECUTE_TIMEOUT,
          "the program wrote nothing for "
              + Spoken.duration(plan.noOutputTimeout())
              + " (noOutputTimeoutSeconds), and was ended",
          exit.code(),
          null);
    }
    if (exit.code() != 0) {
      String said = said(result, envelope);
      throw new TurnException(
          FailureType.EXECUTE_FAILED,
          "the program ended with "
              + exit.describe()
              + (said.isEmpty() ? " and said nothing" : ": " + Processes.lastLines(said)),
          exit.code(),
          null);
    }
    return new Turn(null, exit.code(), false);
  }

  private static String said(CommandResult result, @Nullable Envelope envelope) {
    if (envelope != null && envelope.error() != null) {
      return envelope.error().strip();
    }
    return result.errors().isBlank() ? result.output().strip() : result.errors().strip();
  }

  @Override
  public void cancel() {
    // A one-shot program knows no word for it but the signal that end() sends.
  }

  @Override
  public void end(Duration grace) {
    CommandRun running;
    boolean first;
    synchronized (this) {
      first = !ended;
      ended = true;
      running = run;
    }
    if (running != null) {
      running.process().end(grace);
    } else if (first) {
      clearAway();
    }
  }

  /** A launch that never began has nobody else to delete its files. */
  private void clearAway() {
    try {
      Disposables.delete(plan.launch().disposables());
    } catch (IOException e) {
      LOG.warn("files of a program that never began could not be deleted: {}", e.getMessage());
    }
  }
}
