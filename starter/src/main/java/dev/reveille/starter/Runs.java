package dev.reveille.starter;

import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.run.RunKey;
import dev.reveille.starter.failure.NoSuchRun;
import dev.reveille.starter.schedule.HeldJob;
import dev.reveille.starter.server.ServerErrors;
import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.JobRun;
import io.grpc.Status;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Runs on the server: which are under way, and how one ends. */
final class Runs {
  private final WorkflowClient client;

  Runs(WorkflowClient client) {
    this.client = client;
  }

  /**
   * The runs of a job that are under way: those the schedule knows it started, and those visibility
   * lists, since the schedule does not know of manual ones. Each is described, as both lag.
   */
  List<RunKey> underWay(String job, HeldJob schedule) {
    Set<RunKey> candidates = new LinkedHashSet<>(schedule.running());
    String query =
        "WorkflowType = '%s' AND %s = '%s' AND ExecutionStatus = 'Running'"
            .formatted(JobRun.TYPE, Attributes.JOB.getName(), job);
    try (Stream<WorkflowExecutionMetadata> listed = client.listExecutions(query)) {
      listed
          .map(WorkflowExecutionMetadata::getExecution)
          .map(execution -> new RunKey(execution.getWorkflowId(), execution.getRunId()))
          .forEach(candidates::add);
    }
    return candidates.stream().filter(this::isUnderWay).toList();
  }

  private boolean isUnderWay(RunKey run) {
    try {
      return stub(run).describe().getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (RuntimeException e) {
      if (ServerErrors.code(e) == Status.Code.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** Asks a run to end where the overlap policy says so; false when it has ended already. */
  boolean makeWay(RunKey run, Overlap overlap) {
    try {
      if (overlap == Overlap.CANCEL_OTHER) {
        stub(run).cancel("another start, and overlap is cancelOther");
      } else if (overlap == Overlap.TERMINATE_OTHER) {
        stub(run).terminate("another start, and overlap is terminateOther");
      }
      return true;
    } catch (RuntimeException e) {
      if (ServerErrors.code(e) == Status.Code.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** Blocks until the run has ended. */
  RunEnd end(RunKey run) {
    try {
      JobRun.Result result = stub(run).getResult(JobRun.Result.class);
      return new RunEnd(run, result.verdict(), result.message(), true);
    } catch (WorkflowFailedException e) {
      return failed(run, e);
    } catch (WorkflowException e) {
      if (ServerErrors.code(e) == Status.Code.NOT_FOUND) {
        throw new NoSuchRun(run.workflowId());
      }
      throw e;
    }
  }

  private static RunEnd failed(RunKey run, WorkflowFailedException failed) {
    Throwable cause = failed.getCause();
    if (cause instanceof ApplicationFailure failure) {
      String message = Optional.ofNullable(failure.getOriginalMessage()).orElse("");
      return new RunEnd(run, failure.getType(), message, false);
    }
    if (cause instanceof CanceledFailure) {
      return new RunEnd(run, "CANCELLED", "The run was cancelled.", false);
    }
    if (cause instanceof TerminatedFailure) {
      return new RunEnd(run, "TERMINATED", "The run was terminated in Temporal.", false);
    }
    if (cause instanceof TimeoutFailure) {
      return new RunEnd(run, "TIMED_OUT", "Temporal's own limit for the run passed.", false);
    }
    return new RunEnd(run, "INTERNAL", String.valueOf(cause), false);
  }

  WorkflowStub stub(RunKey run) {
    return client.newUntypedWorkflowStub(
        WorkflowExecution.newBuilder()
            .setWorkflowId(run.workflowId())
            .setRunId(run.runId())
            .build(),
        Optional.of(JobRun.TYPE));
  }
}
