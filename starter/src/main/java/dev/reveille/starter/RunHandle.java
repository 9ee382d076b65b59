package dev.reveille.starter;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.run.RunKey;
import dev.reveille.starter.failure.Interrupted;
import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.failure.NoSuchRun;
import dev.reveille.starter.failure.WaitTimedOut;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One run, under way or ended: waited for, asked, cancelled. It holds no thread and no connection
 * of its own, so it may be dropped, and got again from {@link Runs#attach(RunKey)}. Thread-safe.
 */
public final class RunHandle {
  private final ServerRuns server;
  private final RunKey run;
  private final String job;

  RunHandle(ServerRuns server, RunKey run, String job) {
    this.server = server;
    this.run = requireNonNull(run, "run is null");
    this.job = requireNonNull(job, "job is null");
  }

  /** The run's ids, by which it can be found again from any program. */
  public RunKey run() {
    return run;
  }

  /** The id of its job. */
  public String job() {
    return job;
  }

  /**
   * Waits for the run's end, however long it takes, and rides out a server that is away meanwhile.
   * Blocks.
   *
   * @return the result of a run that ended well
   * @throws RunUnsuccessful of one that did not: {@link RunFailed}, {@link RunCancelled}, {@link
   *     RunTerminated}
   * @throws NoSuchRun if the server has forgotten the run
   * @throws Interrupted if the thread is interrupted; the run goes on
   */
  public RunResult await() {
    return end().orThrow();
  }

  /**
   * Waits for the run's end. Blocks, for {@code longest} at most, and two seconds more where the
   * server is silent.
   *
   * @param longest more than 0
   * @throws WaitTimedOut if it has not ended by then; the run goes on
   * @throws NoServer if it has not ended by then, as far as is known: no server answers
   * @throws RunUnsuccessful and the others as for {@link #await()}
   */
  public RunResult await(Duration longest) {
    if (longest.isNegative() || longest.isZero()) {
      throw new IllegalArgumentException("longest: " + longest + " (expected: more than 0)");
    }
    return server.end(run, job, longest).orThrow();
  }

  /** As {@link #await()}, but a run that did not end well is a result too, and no exception. */
  public RunResult end() {
    return server.end(run, job, null);
  }

  /**
   * The run's end to come, as {@link #await()} has it: completes with its result, or exceptionally
   * with what {@link #await()} throws. Does not block, but for connecting where this is the
   * connection's first call. Dependent stages without an executor of their own run on a thread of
   * the Temporal SDK: hand long ones to the {@code …Async} methods. To cancel or complete the
   * future ends the wait alone; {@link #cancel()} ends the run.
   */
  public CompletableFuture<RunResult> future() {
    return server.endAsync(run, job, null, RunResult::orThrow);
  }

  /** Whether the run has ended. Blocks for one call to the server. */
  public boolean ended() {
    return !server.isUnderWay(run);
  }

  /**
   * Asks the run to end. Blocks for the asking alone: {@link #end} tells when its agent is dead and
   * its record written.
   *
   * @return false if it had ended already
   * @throws NoSuchRun if the server has forgotten the run
   */
  public boolean cancel() {
    return server.cancel(run);
  }

  @Override
  public String toString() {
    return run + " of job " + job;
  }
}
