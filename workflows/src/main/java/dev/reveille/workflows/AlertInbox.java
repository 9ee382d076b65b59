package dev.reveille.workflows;

import dev.reveille.domain.alert.Inbox;
import dev.reveille.domain.alert.Report;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Takes reports of runs and slots, decides what people are told, and has it delivered, so that a
 * dead channel never holds a run open.
 */
@WorkflowInterface
public interface AlertInbox {
  String TYPE = "AlertInbox";

  /** Runs for ever, continuing as new when the server suggests it. */
  @WorkflowMethod(name = TYPE)
  void run(Inbox.State carried);

  @SignalMethod(name = "report")
  void report(Report report);
}
