package dev.reveille.activities.record;

import dev.reveille.workflows.AlertInbox;
import dev.reveille.workflows.Queues;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.util.List;

/** Signals the owner's inbox workflow, starting it where there is none. One call to the server. */
public final class InboxSender implements AlertSender {
  private final WorkflowClient client;

  public InboxSender(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public void raise(String owner, AlertInbox.Alert alert) {
    AlertInbox inbox =
        client.newWorkflowStub(
            AlertInbox.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(Queues.alertInbox(owner))
                .setTaskQueue(Queues.RUN)
                .setStaticSummary("Alerts of " + owner)
                .build());
    BatchRequest request = client.newSignalWithStartRequest();
    request.add(inbox::run, List.<AlertInbox.Alert>of());
    request.add(inbox::raise, alert);
    client.signalWithStart(request);
  }
}
