package dev.reveille.workflows;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.workflows.ExecuteActivity.Executed;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Runs the job's own check of a finished turn, on the host that keeps its workspace. */
@ActivityInterface
public interface CheckActivity {
  /**
   * Runs the check to its end, or ends it, and writes what came of it as an event of the run. What
   * the program does never makes this fail.
   */
  @ActivityMethod(name = "check")
  void check(Request request);

  /** A turn that is over. */
  record Request(JobDefinition definition, Executed executed) {}
}
