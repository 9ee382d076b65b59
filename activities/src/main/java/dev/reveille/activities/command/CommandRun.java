package dev.reveille.activities.command;

import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Daemons;
import dev.reveille.activities.process.ProcessExit;
import dev.reveille.activities.process.Spawner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a one-shot program. It has no timeout but that of silence: {@link AgentProcess#end}
 * makes both futures complete.
 */
public final class CommandRun {

  private static final Logger LOG = LoggerFactory.getLogger(CommandRun.class);
  private static final int BUFFER = 8 * 1024;
  private static final long LOOK_MILLIS = 50;
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final CommandPlan plan;
  private final Capture output;
  private final Capture errors;
  private final Readiness readiness;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> outputRead = new CompletableFuture<>();
  private final CompletableFuture<CommandResult> result = new CompletableFuture<>();
  private final AgentProcess process;
  private volatile long lastOutputNanos = System.nanoTime();
  private volatile boolean silent;

  private CommandRun(Spawner spawner, CommandPlan plan, CommandListener listener)
      throws IOException {
    this.plan = plan;
    this.output = new Capture(plan.outputMaxBytes(), listener::onOutput);
    this.errors = new Capture(plan.outputMaxBytes(), listener::onError);
    this.readiness = Readiness.of(plan.ready(), spawner);
    this.process =
        spawner.start(
            plan.launch(),
            (bytes, length) -> {
              lastOutputNanos = System.nanoTime();
              errors.add(bytes, length);
            });
  }

  /**
   * Starts the program and returns at once.
   *
   * @throws IOException when the host can start no process in that folder
   */
  public static CommandRun start(Spawner spawner, CommandPlan plan, CommandListener listener)
      throws IOException {
    CommandRun run = new CommandRun(spawner, plan, listener);
    Daemons.run("command-out-" + run.process.pid(), run::readOutput);
    if (plan.input() == null) {
      run.writeInput(); // which only closes it
    } else {
      Daemons.run("command-in-" + run.process.pid(), run::writeInput);
    }
    Daemons.run("command-" + run.process.pid(), run::watch);
    return run;
  }

  public AgentProcess process() {
    return process;
  }

  /** Completes when the program is ready; with {@link NotReadyException} when it ends before. */
  public CompletableFuture<Void> ready() {
    return ready.copy();
  }

  /** Completes, never exceptionally, when the program is dead and its output read. */
  public CompletableFuture<CommandResult> result() {
    return result.copy();
  }

  private void readOutput() {
    byte[] buffer = new byte[BUFFER];
    try (InputStream stream = process.stdout()) {
      for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
        lastOutputNanos = System.nanoTime();
        readiness.sees(buffer, length);
        output.add(buffer, length);
      }
    } catch (IOException e) {
      LOG.debug("output of process {} ended: {}", process.pid(), e.getMessage());
    } finally {
      readiness.seesEnd();
      output.end();
      outputRead.complete(null);
    }
  }

  private void writeInput() {
    String input = plan.input();
    try (OutputStream stdin = process.stdin()) {
      if (input != null) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      LOG.debug("process {} did not read all of its input: {}", process.pid(), e.getMessage());
    }
  }

  private void watch() {
    ProcessExit exit = null;
    while (exit == null) {
      look();
      try {
        exit = process.exit().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillRuns) {
        continue;
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException("exit of process " + process.pid() + " cannot be read", e);
      }
    }
    awaitOutput();
    errors.end();
    look();
    ready.completeExceptionally(new NotReadyException(readiness.awaited(), exit));
    result.complete(
        new CommandResult(
            exit, output.text(), errors.text(), output.bytes(), errors.bytes(), silent));
  }

  /** Bounded, as something that escaped the kill might hold the pipe open. */
  private void awaitOutput() {
    try {
      outputRead.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("the output of process {} is still held open after its end", process.pid());
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("output of process " + process.pid() + " is lost", e);
    }
  }

  private void look() {
    if (!ready.isDone() && readiness.isReached()) {
      ready.complete(null);
    }
    Duration limit = plan.noOutputTimeout();
    if (limit != null && !silent && System.nanoTime() - lastOutputNanos > limit.toNanos()) {
      silent = true;
      process.end(GRACE);
    }
  }
}
