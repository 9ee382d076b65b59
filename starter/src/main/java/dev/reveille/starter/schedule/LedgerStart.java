package dev.reveille.starter.schedule;

import dev.reveille.starter.schedule.SchedulePlan.Action;
import dev.reveille.workflows.Ledger;
import dev.reveille.workflows.Payloads;
import dev.reveille.workflows.Queues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Instant;
import java.util.List;

/**
 * Begins an owner's ledger with the first apply, worker or none, so that a job is watched from its
 * creation; and tells it which schedules are about to go, or it would alarm.
 */
final class LedgerStart {
  private final WorkflowClient client;

  LedgerStart(WorkflowServiceStubs stubs, String namespace) {
    this.client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(namespace)
                .setDataConverter(Payloads.converter())
                .build());
  }

  /** One call to the server; leaves a ledger that is there alone where nothing goes. */
  void before(SchedulePlan plan, String owner, Instant now) {
    List<String> leaving =
        plan.steps().stream()
            .filter(step -> step.action() == Action.DELETE)
            .map(SchedulePlan.Step::job)
            .toList();
    Ledger ledger =
        client.newWorkflowStub(
            Ledger.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(Queues.ledger(owner))
                .setTaskQueue(Queues.RUN)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setStaticSummary("Slots of " + owner)
                .build());
    Ledger.Keeping keeping = new Ledger.Keeping(owner, now, List.of());
    if (leaving.isEmpty()) {
      WorkflowClient.start(ledger::run, keeping);
      return;
    }
    BatchRequest request = client.newSignalWithStartRequest();
    request.add(ledger::run, keeping);
    request.add(ledger::leaving, leaving);
    client.signalWithStart(request);
  }
}
