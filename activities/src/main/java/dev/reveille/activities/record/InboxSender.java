package dev.reveille.activities.record;

import dev.reveille.domain.alert.Inbox;
import dev.reveille.domain.alert.Report;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.workflows.AlertInbox;
import dev.reveille.workflows.Queues;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.util.Set;

/** Signals the owner's inbox workflow, starting it where there is none. One call to the server. */
public final class InboxSender implements AlertSender {
  private final WorkflowClient client;
  private final Set<String> channels;

  /**
   * @param channels all channels of this worker, by name
   */
  public InboxSender(WorkflowClient client, Set<String> channels) {
    this.client = client;
    this.channels = Set.copyOf(channels);
  }

  @Override
  public void report(String owner, Report report) {
    AlertPolicy policy = report.policy() == null ? AlertPolicy.USUAL : report.policy();
    if (!isHeard(policy)) {
      return;
    }
    AlertInbox inbox =
        client.newWorkflowStub(
            AlertInbox.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(Queues.alertInbox(owner))
                .setTaskQueue(Queues.RUN)
                .setStaticSummary("Alerts of " + owner)
                .build());
    BatchRequest request = client.newSignalWithStartRequest();
    request.add(inbox::run, Inbox.State.empty(owner));
    request.add(inbox::report, report.among(channels));
    client.signalWithStart(request);
  }

  @Override
  public boolean isHeard(AlertPolicy policy) {
    return !channels.isEmpty() || !policy.told(channels).isEmpty();
  }
}
