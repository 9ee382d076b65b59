package dev.reveille.starter;

import dev.reveille.domain.run.RunKey;
import dev.reveille.starter.failure.ReveilleException;

/** A run ended, and not well. */
public abstract class RunUnsuccessful extends ReveilleException {
  private static final long serialVersionUID = 1L;

  private final transient RunResult result;

  RunUnsuccessful(RunResult result) {
    super(
        "run "
            + result.run().workflowId()
            + " of job "
            + result.job()
            + " ended as "
            + result.verdict()
            + ": "
            + result.message(),
        null);
    this.result = result;
  }

  public final RunKey run() {
    return result.run();
  }

  /** What is known of the run all the same. */
  public final RunResult result() {
    return result;
  }
}
