package dev.reveille.activities.lease;

import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionTerminatedEventAttributes;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

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
    WorkflowExecutionStatus status;
    try {
      status =
          stubs
              .blockingStub()
              .withDeadlineAfter(ASK.toMillis(), TimeUnit.MILLISECONDS)
              .describeWorkflowExecution(
                  DescribeWorkflowExecutionRequest.newBuilder()
                      .setNamespace(namespace)
                      .setExecution(execution)
                      .build())
              .getWorkflowExecutionInfo()
              .getStatus();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.of(new Closed(RunStatus.CANCELLED, "forgotten by the server"));
      }
      throw e;
    }
    return switch (status) {
      case WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_PAUSED -> Optional.empty();
      case WORKFLOW_EXECUTION_STATUS_COMPLETED ->
          Optional.of(new Closed(RunStatus.SUCCEEDED, "completed"));
      case WORKFLOW_EXECUTION_STATUS_CANCELED ->
          Optional.of(new Closed(RunStatus.CANCELLED, "cancelled"));
      case WORKFLOW_EXECUTION_STATUS_TERMINATED ->
          Optional.of(new Closed(RunStatus.CANCELLED, terminated(execution)));
      default -> Optional.of(new Closed(RunStatus.FAILED, "closed as failed"));
    };
  }

  private String terminated(WorkflowExecution execution) {
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
    if (events.isEmpty()) {
      return "terminated";
    }
    WorkflowExecutionTerminatedEventAttributes by =
        events.get(events.size() - 1).getWorkflowExecutionTerminatedEventAttributes();
    String reason = by.getReason().isBlank() ? "no reason given" : by.getReason();
    return "terminated by "
        + (by.getIdentity().isBlank() ? "someone" : by.getIdentity())
        + " ("
        + reason
        + ")";
  }
}
