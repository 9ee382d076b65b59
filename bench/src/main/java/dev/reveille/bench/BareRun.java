package dev.reveille.bench;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** What one would write on Temporal alone: a workflow of two activities, nothing recorded. */
@WorkflowInterface
public interface BareRun {
  String TYPE = "BareRun";

  /**
   * @param program whether the second activity starts a program, or does nothing
   */
  @WorkflowMethod(name = TYPE)
  void run(boolean program);
}
