package dev.reveille.workflows;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Consumer;

/** JobRun on the in-process server, whose clock skips to the next timer: a day in seconds. */
final class SkippingRuns implements AutoCloseable {
  final ScriptedActivities script = new ScriptedActivities();
  final TestWorkflowEnvironment environment;

  SkippingRuns() {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setInitialTime(Definitions.DUE)
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build());
    environment = TestWorkflowEnvironment.newInstance(options.build());
    Attributes.ALL.forEach(environment::registerSearchAttribute);
    environment.registerSearchAttribute(
        Attributes.SCHEDULED_START.getName(), IndexedValueType.INDEXED_VALUE_TYPE_DATETIME);
  }

  /** Starts workers for all queues. */
  SkippingRuns start() {
    worker(Queues.BOOT);
    startWithoutSeats();
    return this;
  }

  /** Starts workers for all queues but that of boots. */
  void startWithoutSeats() {
    worker(Queues.RUN).registerWorkflowImplementationTypes(JobRunImpl.class);
    worker(ScriptedActivities.HOST_QUEUE);
    environment.start();
  }

  private Worker worker(String queue) {
    Worker worker = environment.newWorker(queue);
    worker.registerActivitiesImplementations(script);
    return worker;
  }

  /** Starts a run without waiting for it. */
  WorkflowStub begin(JobRun.Input input, Consumer<SearchAttributes.Builder> attributes) {
    SearchAttributes.Builder builder = SearchAttributes.newBuilder();
    attributes.accept(builder);
    WorkflowStub stub =
        environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                JobRun.TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId("nightly-1")
                    .setTaskQueue(Queues.RUN)
                    .setTypedSearchAttributes(builder.build())
                    .build());
    stub.start(input);
    return stub;
  }

  /** Starts a run whose starter wants to be told what the agent said. */
  WorkflowStub beginWantingOutput(JobRun.Input input) {
    WorkflowStub stub =
        environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                JobRun.TYPE,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(Queues.RUN)
                    .setMemo(Map.of(JobRun.OUTPUT_WANTED, true))
                    .build());
    stub.start(input);
    return stub;
  }

  /** Starts a run as a schedule does, at a nominal time. */
  WorkflowStub beginAt(Instant nominal, JobRun.Input input) {
    return begin(input, a -> a.set(Attributes.SCHEDULED_START, nominal.atOffset(ZoneOffset.UTC)));
  }

  JobRun.Result run(JobRun.Input input) {
    return begin(input, a -> {}).getResult(JobRun.Result.class);
  }

  /** Runs to its end, which must be a typed failure. */
  ApplicationFailure runToFailure(JobRun.Input input) {
    return failureOf(begin(input, a -> {}));
  }

  static ApplicationFailure failureOf(WorkflowStub stub) {
    try {
      JobRun.Result result = stub.getResult(JobRun.Result.class);
      throw new AssertionError("expected the run to fail, but it returned " + result);
    } catch (WorkflowFailedException e) {
      if (e.getCause() instanceof ApplicationFailure failure) {
        return failure;
      }
      throw new AssertionError("expected a typed failure", e);
    }
  }

  @Override
  public void close() {
    environment.close();
  }
}
