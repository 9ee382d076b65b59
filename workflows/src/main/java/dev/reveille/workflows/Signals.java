package dev.reveille.workflows;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;

/** Signals from workflow to workflow, where the other may be closed by now. */
final class Signals {
  private Signals() {}

  /** Blocks until the server has taken the signal; false when nobody is there to be told. */
  static boolean tell(WorkflowExecution whom, String signal, Object word) {
    try {
      Workflow.newUntypedExternalWorkflowStub(whom).signal(signal, word);
      return true;
    } catch (ApplicationFailure | SignalExternalWorkflowException nobody) {
      // The SDK documents the latter and throws the former.
      return false;
    }
  }
}
