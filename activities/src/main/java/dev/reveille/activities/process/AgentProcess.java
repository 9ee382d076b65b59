package dev.reveille.activities.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One started process with all that comes to belong to it. When the process ends, whatever is left
 * of its tree is killed before {@link #exit} completes: nothing survives a run.
 */
public final class AgentProcess {

  private static final Duration KILL_ROUND = Duration.ofMillis(200);
  private static final Duration UNKILLABLE = Duration.ofSeconds(30);

  private final Process process;
  private final ProcessTree tree;
  private final String run;
  private final Instant startedAt;
  private final Tail stderr;
  private final CompletableFuture<ProcessExit> exit;

  AgentProcess(
      Process process,
      ProcessTree tree,
      String run,
      Instant startedAt,
      Tail stderr,
      CompletableFuture<ProcessExit> exit) {
    this.process = process;
    this.tree = tree;
    this.run = run;
    this.startedAt = startedAt;
    this.stderr = stderr;
    this.exit = exit;
  }

  public long pid() {
    return process.pid();
  }

  public String run() {
    return run;
  }

  public Instant startedAt() {
    return startedAt;
  }

  /** Writes block while the process does not read; an ended process makes them fail. */
  public OutputStream stdin() {
    return process.getOutputStream();
  }

  /** For one reader, who must read to its end: a process whose output nobody reads stands still. */
  public InputStream stdout() {
    return process.getInputStream();
  }

  /** The last 8 KiB of standard error so far; it is drained whether or not anybody asks. */
  public String stderrTail() {
    return stderr.text();
  }

  /**
   * Completes, never exceptionally, when the process is dead, its tree is killed and its
   * disposables are deleted. Dependent stages run on the watching thread.
   */
  public CompletableFuture<ProcessExit> exit() {
    return exit.copy();
  }

  /**
   * Ends the process with its whole tree and returns when all is dead: closes its standard input,
   * after half of {@code grace} sends SIGTERM to the tree, after the other half SIGKILL. A grace of
   * zero kills at once. Idempotent; of two callers the one with the shorter grace wins. An
   * interrupt cuts the grace short and stays set.
   *
   * @throws IllegalStateException when something cannot be killed within 30 s, such as a process
   *     stuck in the kernel
   */
  public ProcessExit end(Duration grace) {
    if (exit.isDone()) {
      return exit.join();
    }
    Duration step = grace.dividedBy(2);
    if (step.isZero() || step.isNegative()) {
      kill();
      return exit.join();
    }
    closeStdin();
    if (!endedWithin(step)) {
      tree.terminate();
      if (!endedWithin(step)) {
        kill();
      }
    }
    return exit.join();
  }

  /** Closing flushes, which blocks while the process does not read: so not on the caller's time. */
  private void closeStdin() {
    Thread closing =
        new Thread(
            () -> {
              try {
                process.getOutputStream().close();
              } catch (IOException alreadyGone) {
                return;
              }
            },
            "stdin-close-" + process.pid());
    closing.setDaemon(true);
    closing.start();
  }

  private boolean endedWithin(Duration patience) {
    try {
      exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return exit.isDone();
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("exit of process " + pid() + " cannot be read", e.getCause());
    }
  }

  private void kill() {
    boolean interrupted = Thread.interrupted();
    long rounds = UNKILLABLE.dividedBy(KILL_ROUND);
    for (long round = 0; round < rounds && !exit.isDone(); round++) {
      tree.kill();
      interrupted |= !endedWithin(KILL_ROUND) && Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!exit.isDone()) {
      throw new IllegalStateException(
          "process " + pid() + " of run " + run + " is still there 30 s after SIGKILL");
    }
  }
}
