package dev.reveille.bench;

import dev.reveille.workflows.JobRun;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * A bare workflow with the history of a Reveille run, and nothing behind it: what the shape costs
 * before any of our own work is done.
 */
@WorkflowInterface
public interface ShapedRun {
  String TYPE = "ShapedRun";
  String BOOT_QUEUE = "shaped.boot";
  String HOST_QUEUE = "shaped.host";

  @WorkflowMethod(name = TYPE)
  void run(JobRun.Input input);

  /** The two steps, each on a queue of its own. */
  @ActivityInterface
  interface Steps {
    @ActivityMethod(name = "shapedBoot")
    String boot(JobRun.Input input);

    @ActivityMethod(name = "shapedExecute")
    int execute(String lease);
  }

  /** What Reveille writes its record by, as local activities. */
  @ActivityInterface
  interface Notes {
    @ActivityMethod(name = "shapedNote")
    void note(String what);
  }
}
