package dev.reveille.activities.session;

import dev.reveille.activities.lease.Runs;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;
import dev.reveille.workflows.Queues;
import dev.reveille.workflows.SessionActivity;
import dev.reveille.workflows.SessionQueue;
import dev.reveille.workflows.SessionQueue.Joined;
import dev.reveille.workflows.SessionQueue.State;
import dev.reveille.workflows.SessionQueue.Turn;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateStage;

/** Asks session queues for turns, and Temporal about runs. */
public final class SessionDesk implements SessionActivity {
  private final WorkflowClient client;
  private final Runs runs;

  public SessionDesk(WorkflowClient client, Runs runs) {
    this.client = client;
    this.runs = runs;
  }

  @Override
  public Joined join(SessionName session, Turn turn) {
    SessionQueue queue =
        client.newWorkflowStub(
            SessionQueue.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(Queues.session(session))
                .setTaskQueue(Queues.RUN)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setStaticSummary("turns of the " + session.words())
                .build());
    String asked =
        turn.run().runId() + "/" + Activity.getExecutionContext().getInfo().getActivityId();
    return WorkflowClient.executeUpdateWithStart(
        queue::join,
        turn,
        UpdateOptions.<Joined>newBuilder()
            .setUpdateId(asked)
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build(),
        new WithStartWorkflowOperation<>(queue::run, State.of(session)));
  }

  @Override
  public boolean closed(RunKey run) {
    return runs.closed(run).isPresent();
  }
}
