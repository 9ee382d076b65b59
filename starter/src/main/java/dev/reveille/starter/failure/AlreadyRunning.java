package dev.reveille.starter.failure;

import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.run.RunKey;

/** A job is running already, and its overlap does not let another run start now. */
public final class AlreadyRunning extends ReveilleException {
  private static final long serialVersionUID = 1L;

  private final transient RunKey run;

  public AlreadyRunning(String job, RunKey run, Overlap overlap) {
    super(
        "job "
            + job
            + " is running already, as "
            + run.workflowId()
            + ", and its overlap is "
            + overlap.word()
            + "; wait for it, `reveille cancel "
            + run.workflowId()
            + "`, or set overlap: allowAll",
        null);
    this.run = run;
  }

  /** The run that is in the way. */
  public RunKey run() {
    return run;
  }
}
