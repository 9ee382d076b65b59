package dev.reveille.starter;

import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.run.RunKey;
import dev.reveille.starter.failure.Interrupted;
import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.failure.NoSuchRun;
import dev.reveille.starter.schedule.HeldJob;
import dev.reveille.starter.server.ServerErrors;
import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.JobRun;
import io.grpc.Status;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs on the server: started, found, waited for, ended. Thread-safe. */
final class ServerRuns {
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private final WorkflowClient client;

  ServerRuns(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Starts a run; one that was started already under this id is {@link
   * io.temporal.client.WorkflowExecutionAlreadyStarted}, which the caller must know.
   */
  RunKey start(WorkflowOptions options, JobRun.Input input) {
    WorkflowExecution execution = client.newUntypedWorkflowStub(JobRun.TYPE, options).start(input);
    return new RunKey(execution.getWorkflowId(), execution.getRunId());
  }

  /** The handle of a run that the server knows. */
  RunHandle attach(RunKey run) {
    WorkflowExecutionDescription described = ask(run, WorkflowStub::describe);
    if (!described.getWorkflowType().equals(JobRun.TYPE)) {
      throw new NoSuchRun(run.workflowId());
    }
    String job = described.getTypedSearchAttributes().get(Attributes.JOB);
    WorkflowExecution execution = described.getExecution();
    return new RunHandle(
        this, new RunKey(execution.getWorkflowId(), execution.getRunId()), job == null ? "" : job);
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
    return reach(
        () -> {
          try (Stream<WorkflowExecutionMetadata> listed = client.listExecutions(query)) {
            listed
                .map(WorkflowExecutionMetadata::getExecution)
                .map(execution -> new RunKey(execution.getWorkflowId(), execution.getRunId()))
                .forEach(candidates::add);
          }
          return candidates.stream().filter(this::isListedAndUnderWay).toList();
        });
  }

  private boolean isListedAndUnderWay(RunKey run) {
    try {
      return isUnderWay(run);
    } catch (NoSuchRun gone) {
      return false;
    }
  }

  /** Whether the server remembers such a run, under way or ended. */
  boolean knows(RunKey run) {
    try {
      return ask(run, WorkflowStub::describe) != null;
    } catch (NoSuchRun unknown) {
      return false;
    }
  }

  boolean isUnderWay(RunKey run) {
    return ask(run, WorkflowStub::describe).getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  /** Asks a run to end where the overlap policy says so. */
  void makeWay(RunKey run, Overlap overlap) {
    try {
      ask(
          run,
          stub -> {
            if (overlap == Overlap.CANCEL_OTHER) {
              stub.cancel("another start, and overlap is cancelOther");
            } else if (overlap == Overlap.TERMINATE_OTHER) {
              stub.terminate("another start, and overlap is terminateOther");
            }
            return true;
          });
    } catch (NoSuchRun ended) {
      // It has ended by itself, which is all that was wanted.
    }
  }

  /** Asks a run to end; false if it had ended already. */
  boolean cancel(RunKey run) {
    if (!isUnderWay(run)) {
      return false;
    }
    return ask(
        run,
        stub -> {
          stub.cancel("cancelled by command");
          return true;
        });
  }

  /** Blocks until the run has ended, for {@code longest} at most where that is not null. */
  RunResult end(RunKey run, String job, @Nullable Duration longest) {
    try {
      CompletableFuture<RunResult> end = endAsync(run, job, longest, ended -> ended);
      // The SDK keeps to its limit only while a server answers.
      return longest == null
          ? end.get()
          : end.get(longest.plus(SILENCE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new NoServer(
          "no Temporal server answers; run " + run.workflowId() + " may still be under way", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Interrupted(
          "interrupted while waiting for run " + run.workflowId() + ", which goes on", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException reason
          ? reason
          : new IllegalStateException(e.getCause());
    }
  }

  /**
   * The run's end to come.
   *
   * @param then what becomes of it; the future completes with what this throws, unwrapped
   */
  CompletableFuture<RunResult> endAsync(
      RunKey run, String job, @Nullable Duration longest, UnaryOperator<RunResult> then) {
    CompletableFuture<RunResult> end = new CompletableFuture<>();
    CompletableFuture<JobRun.Result> result;
    try {
      result = reach(() -> result(run, longest));
    } catch (RuntimeException unreached) {
      end.completeExceptionally(unreached);
      return end;
    }
    result.whenComplete(
        (returned, error) -> {
          try {
            RunResult ended =
                error == null
                    ? Ends.good(run, job, returned)
                    : Ends.bad(run, job, ServerErrors.unwrapped(error), longest);
            end.complete(then.apply(ended));
          } catch (RuntimeException e) {
            end.completeExceptionally(e);
          }
        });
    return end;
  }

  /** Connects first, in the calling thread, if this is the connection's first call. */
  private CompletableFuture<JobRun.Result> result(RunKey run, @Nullable Duration longest) {
    return longest == null
        ? stub(run).getResultAsync(JobRun.Result.class)
        : stub(run).getResultAsync(longest.toMillis(), TimeUnit.MILLISECONDS, JobRun.Result.class);
  }

  private <T> T ask(RunKey run, Function<WorkflowStub, T> call) {
    return reach(
        () -> {
          try {
            return call.apply(stub(run));
          } catch (RuntimeException e) {
            if (ServerErrors.code(e) == Status.Code.NOT_FOUND && !ServerErrors.isOfNamespace(e)) {
              throw new NoSuchRun(run.workflowId());
            }
            throw e;
          }
        });
  }

  <T> T reach(Supplier<T> call) {
    return ServerErrors.reach(client.getOptions().getNamespace(), call);
  }

  private WorkflowStub stub(RunKey run) {
    return client.newUntypedWorkflowStub(
        WorkflowExecution.newBuilder()
            .setWorkflowId(run.workflowId())
            .setRunId(run.runId())
            .build(),
        Optional.of(JobRun.TYPE));
  }
}
