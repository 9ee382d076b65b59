package dev.reveille.starter;

import dev.reveille.domain.run.RunKey;
import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.failure.NoSuchRun;

/**
 * Runs by their ids, whoever started them: this program, a schedule, the command line. Every method
 * blocks for its calls to the server, and throws {@link NoServer} when none answers. Thread-safe.
 */
public final class Runs {
  private final ServerRuns server;

  Runs(ServerRuns server) {
    this.server = server;
  }

  /**
   * The handle of a run, under way or ended.
   *
   * @param workflowId what {@code reveille runs} prints; its latest run is meant
   * @throws NoSuchRun if the server knows no run of Reveille's by it: it never was, or ended longer
   *     ago than the namespace's retention
   */
  public RunHandle attach(String workflowId) {
    return attach(new RunKey(workflowId, ""));
  }

  /** As {@link #attach(String)}, for exactly this run. */
  public RunHandle attach(RunKey run) {
    return server.attach(run);
  }
}
