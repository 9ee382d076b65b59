package dev.reveille.activities.lease;

import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.workflows.JobRun;
import dev.reveille.workflows.Payloads;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionTerminatedEventAttributes;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks the server by Describe, which never lags as List does. Blocking. */
public final class TemporalRuns implements Runs {
  private static final Duration ASK = Duration.ofSeconds(5);

  private final WorkflowServiceStubs stubs;
  private final String namespace;

  public TemporalRuns(WorkflowServiceStubs stubs, String namespace) {
    this.stubs = stubs;
    this.namespace = namespace;
  }

  @Override
  public Optional<Closed> closed(RunKey key) {
    WorkflowExecution execution =
        WorkflowExecution.newBuilder()
            .setWorkflowId(key.workflowId())
            .setRunId(key.runId())
            .build();
    return status(execution)
        .map(status -> closed(execution, status))
        .orElseGet(() -> Optional.of(Closed.cancelled("forgotten by the server")));
  }

  /**
   * How an execution stands; where it names no run, the newest of its id. Empty where the server
   * knows of none.
   */
  public Optional<WorkflowExecutionStatus> status(WorkflowExecution execution) {
    try {
      return Optional.of(
          stubs
              .blockingStub()
              .withDeadlineAfter(ASK.toMillis(), TimeUnit.MILLISECONDS)
              .describeWorkflowExecution(
                  DescribeWorkflowExecutionRequest.newBuilder()
                      .setNamespace(namespace)
                      .setExecution(execution)
                      .build())
              .getWorkflowExecutionInfo()
              .getStatus());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<Closed> closed(WorkflowExecution execution, WorkflowExecutionStatus status) {
    return switch (status) {
      case WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_PAUSED -> Optional.empty();
      case WORKFLOW_EXECUTION_STATUS_COMPLETED -> Optional.of(completed(execution));
      case WORKFLOW_EXECUTION_STATUS_FAILED -> Optional.of(failed(execution));
      case WORKFLOW_EXECUTION_STATUS_CANCELED -> Optional.of(Closed.cancelled("cancelled"));
      case WORKFLOW_EXECUTION_STATUS_TERMINATED ->
          Optional.of(Closed.cancelled(terminated(execution)));
      default -> Optional.of(Closed.failed("closed by the server"));
    };
  }

  private Closed completed(WorkflowExecution execution) {
    JobRun.Result result =
        last(execution)
            .map(end -> end.getWorkflowExecutionCompletedEventAttributes().getResult())
            .filter(payloads -> payloads.getPayloadsCount() > 0)
            .map(
                payloads ->
                    Payloads.converter()
                        .fromPayload(
                            payloads.getPayloads(0), JobRun.Result.class, JobRun.Result.class))
            .orElseThrow(() -> new IllegalStateException(execution + " has no result"));
    RunStatus status = result.verdict().equals("SKIPPED") ? RunStatus.SKIPPED : RunStatus.SUCCEEDED;
    return new Closed(status, "completed", result.verdict(), result.message());
  }

  /** A red run carries its verdict as the type of its failure. */
  private Closed failed(WorkflowExecution execution) {
    Failure failure =
        last(execution)
            .map(end -> end.getWorkflowExecutionFailedEventAttributes().getFailure())
            .orElse(Failure.getDefaultInstance());
    String type = failure.getApplicationFailureInfo().getType();
    boolean known = Stream.of(FailureType.values()).anyMatch(each -> each.name().equals(type));
    return known
        ? new Closed(RunStatus.FAILED, "closed as failed", type, failure.getMessage())
        : Closed.failed("closed as failed");
  }

  private String terminated(WorkflowExecution execution) {
    WorkflowExecutionTerminatedEventAttributes by =
        last(execution)
            .map(HistoryEvent::getWorkflowExecutionTerminatedEventAttributes)
            .orElse(WorkflowExecutionTerminatedEventAttributes.getDefaultInstance());
    String reason = by.getReason().isBlank() ? "no reason given" : by.getReason();
    return "terminated by "
        + (by.getIdentity().isBlank() ? "someone" : by.getIdentity())
        + " ("
        + reason
        + ")";
  }

  private Optional<HistoryEvent> last(WorkflowExecution execution) {
    List<HistoryEvent> events =
        stubs
            .blockingStub()
            .withDeadlineAfter(ASK.toMillis(), TimeUnit.MILLISECONDS)
            .getWorkflowExecutionHistory(
                GetWorkflowExecutionHistoryRequest.newBuilder()
                    .setNamespace(namespace)
                    .setExecution(execution)
                    .setHistoryEventFilterType(
                        HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT)
                    .build())
            .getHistory()
            .getEventsList();
    return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
  }
}
