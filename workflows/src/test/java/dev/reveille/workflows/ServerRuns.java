package dev.reveille.workflows;

import dev.reveille.workflows.testing.DevServer;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** JobRun on the real server, with scripted activities. */
final class ServerRuns implements AutoCloseable {
  final ScriptedActivities script = new ScriptedActivities();
  final DevServer server = DevServer.start();
  final SessionRuns sessions = new SessionRuns(server::client);
  private final WorkerFactory factory = WorkerFactory.newInstance(server.client());

  ServerRuns() {
    this(true);
  }

  /** Without a worker that boots. */
  static ServerRuns withoutSeats() {
    return new ServerRuns(false);
  }

  private ServerRuns(boolean seats) {
    worker(Queues.RUN)
        .registerWorkflowImplementationTypes(
            JobRunImpl.class, AlertInboxImpl.class, SessionQueueImpl.class);
    if (seats) {
      worker(Queues.BOOT);
    }
    worker(ScriptedActivities.HOST_QUEUE);
    factory.start();
  }

  private Worker worker(String queue) {
    Worker worker = factory.newWorker(queue);
    worker.registerActivitiesImplementations(script, sessions);
    return worker;
  }

  WorkflowClient client() {
    return server.client();
  }

  WorkflowStub begin(String id, JobRun.Input input) {
    WorkflowStub stub =
        client()
            .newUntypedWorkflowStub(
                JobRun.TYPE,
                WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(Queues.RUN).build());
    stub.start(input);
    return stub;
  }

  /** Runs to whatever end. */
  void run(String id, JobRun.Input input) {
    try {
      result(begin(id, input));
    } catch (WorkflowFailedException e) {
      // Red or cancelled: the test looks at what it left behind.
    }
  }

  /** The result, waited for no longer than 25 s. */
  JobRun.Result result(WorkflowStub run) {
    try {
      return run.getResult(25, TimeUnit.SECONDS, JobRun.Result.class);
    } catch (TimeoutException e) {
      String history = client().fetchHistory(run.getExecution().getWorkflowId()).toJson(true);
      throw new AssertionError("the run goes on after 25 s; its history: " + history, e);
    }
  }

  @Override
  public void close() {
    factory.shutdownNow();
    factory.awaitTermination(10, TimeUnit.SECONDS);
    server.close();
  }
}
