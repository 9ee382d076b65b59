package dev.reveille.workflows;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;

/** Takes alerts from runs and delivers them, so that a dead channel never holds a run open. */
@WorkflowInterface
public interface AlertInbox {
  String TYPE = "AlertInbox";

  /** Runs for ever, continuing as new when the server suggests it. */
  @WorkflowMethod(name = TYPE)
  void run(List<Alert> waiting);

  @SignalMethod(name = "raise")
  void raise(Alert alert);

  /** One red run, for people. */
  record Alert(
      String job,
      String jobName,
      String workflowId,
      String runId,
      Instant due,
      String verdict,
      String message,
      String remedy,
      List<String> channels) {
    public Alert {
      channels = List.copyOf(channels);
    }
  }
}
