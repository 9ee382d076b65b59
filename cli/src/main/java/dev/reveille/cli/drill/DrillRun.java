package dev.reveille.cli.drill;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.Trigger;
import dev.reveille.starter.server.RunOptions;
import dev.reveille.workflows.JobRun;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run on a user's own server, marked as a drill. Closing ends it, if it still goes on. */
final class DrillRun implements AutoCloseable {
  /** Whatever becomes of this program, nothing of the drill is left after it. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private static final Duration TO_END = Duration.ofSeconds(3);

  private final WorkflowStub workflow;
  private final RunKey run;
  private boolean ended;

  private DrillRun(WorkflowStub workflow, RunKey run) {
    this.workflow = workflow;
    this.run = run;
  }

  /** Starts it. Blocks for a call or two. */
  static DrillRun start(WorkflowClient client, JobDefinition job, Clock clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    WorkflowStub workflow =
        client.newUntypedWorkflowStub(
            JobRun.TYPE,
            RunOptions.of(job, job.id() + "-" + now).setWorkflowRunTimeout(LONGEST).build());
    WorkflowExecution execution =
        workflow.start(
            new JobRun.Input(
                JobRun.Input.VERSION, job, job.digest(), Trigger.DRILL, now, 0, List.of()));
    return new DrillRun(workflow, new RunKey(execution.getWorkflowId(), execution.getRunId()));
  }

  RunKey key() {
    return run;
  }

  /** Waits for its end, whatever that is; false if it has not ended in time. */
  boolean awaitEnd(Duration patience) throws InterruptedException {
    try {
      workflow.getResultAsync(JobRun.Result.class).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      ended = true;
    } catch (ExecutionException e) {
      ended = e.getCause() instanceof WorkflowFailedException;
    } catch (TimeoutException e) {
      ended = false;
    }
    return ended;
  }

  /** Also when the caller was interrupted: first politely, so that its record is closed too. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      if (!ended) {
        end();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void end() {
    try {
      workflow.cancel("the drill was ended before its time");
      if (!awaitEnd(TO_END)) {
        workflow.terminate("the drill was ended, and no worker took that up");
      }
    } catch (WorkflowServiceException e) {
      ended = true; // It has ended by itself, or the server is gone: its own limit ends it then.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
