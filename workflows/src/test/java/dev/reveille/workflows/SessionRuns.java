package dev.reveille.workflows;

import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;
import dev.reveille.workflows.AttachActivity.Attached;
import dev.reveille.workflows.SessionQueue.Joined;
import dev.reveille.workflows.SessionQueue.State;
import dev.reveille.workflows.SessionQueue.Turn;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateStage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** The activities of shared sessions for tests: real queues, runs that are closed when told so. */
final class SessionRuns implements SessionActivity, AttachActivity {
  final Set<String> closed = ConcurrentHashMap.newKeySet();
  final List<BootActivity.Request> attached = new CopyOnWriteArrayList<>();
  final List<String> joined = new CopyOnWriteArrayList<>();
  volatile Function<BootActivity.Request, Attached> attach =
      request -> new Attached(null, "its host was stopped");
  private final Supplier<WorkflowClient> client;

  SessionRuns(Supplier<WorkflowClient> client) {
    this.client = client;
  }

  /** Begins a new test on the same workers. */
  void forget() {
    closed.clear();
    attached.clear();
    joined.clear();
    attach = request -> new Attached(null, "its host was stopped");
  }

  @Override
  public Joined join(SessionName session, Turn turn) {
    joined.add(turn.run().workflowId());
    SessionQueue queue =
        client
            .get()
            .newWorkflowStub(
                SessionQueue.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(Queues.session(session))
                    .setTaskQueue(Queues.RUN)
                    .setWorkflowIdConflictPolicy(
                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                    .build());
    return WorkflowClient.executeUpdateWithStart(
        queue::join,
        turn,
        UpdateOptions.<Joined>newBuilder().setWaitForStage(WorkflowUpdateStage.COMPLETED).build(),
        new WithStartWorkflowOperation<>(queue::run, State.of(session)));
  }

  @Override
  public boolean closed(RunKey run) {
    return closed.contains(run.workflowId());
  }

  @Override
  public Attached attach(BootActivity.Request request) {
    attached.add(request);
    return attach.apply(request);
  }
}
