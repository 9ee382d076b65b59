package dev.reveille.workflows;

import static dev.reveille.workflows.Definitions.nightly;
import static dev.reveille.workflows.ScriptedActivities.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.job.RetryPolicy;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunStatus;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobRunCancelTest {
  private final SkippingRuns runs = new SkippingRuns();
  private final ScriptedActivities script = runs.script;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void end() {
    release.countDown();
    runs.close();
  }

  @Test
  void before_any_worker_took_it_up() {
    WorkflowStub run = runs.begin(nightly().manual(), a -> {});
    run.cancel();
    runs.start();

    assertCancelled(run);
    assertThat(script.booted).isEmpty();
    assertThat(script.opened).hasSize(1);
  }

  @Test
  void while_it_waits_for_a_seat() {
    script.beforeOpen = reached::countDown;
    runs.startWithoutSeats();
    WorkflowStub run = runs.begin(nightly().manual(), a -> {});
    await(reached);
    run.cancel("not tonight");

    assertCancelled(run);
    assertThat(script.settled.get(0).message()).contains("not tonight");
  }

  @Test
  void in_boot() {
    script.boots.add(
        request -> {
          reached.countDown();
          await(release);
          return script.ready(request);
        });

    assertCancelled(cancelOnceReached());
    assertThat(script.executed).isEmpty();
  }

  @Test
  void in_execution() {
    script.executions.add(
        request -> {
          reached.countDown();
          await(release);
          return script.done(request);
        });

    assertCancelled(cancelOnceReached());
    assertThat(script.settled.get(0).executeAttempts()).isEqualTo(1);
  }

  @Test
  void in_the_pause_before_another_try() {
    Duration day = Duration.ofDays(1);
    script.executions.add(
        request -> {
          throw failure(FailureType.EXECUTE_FAILED, "Died.", false);
        });
    script.effect =
        () -> {
          reached.countDown();
          return false;
        };
    runs.start();
    WorkflowStub run =
        runs.begin(nightly().executeRetry(new RetryPolicy(2, day, 1.0, day)).manual(), a -> {});
    await(reached);
    run.cancel();

    assertCancelled(run);
    assertThat(script.booted).hasSize(1);
  }

  @Test
  void while_its_record_is_closed() {
    holdSettling();
    WorkflowStub run = cancelOnceReached();
    release.countDown();

    assertLastWordIsCancelled(run);
  }

  /** Takes some seconds: so long does the SDK work on before it asks the server for news. */
  @Test
  void while_its_record_takes_so_long_to_close_that_the_run_hears_of_it() {
    holdSettling();
    WorkflowStub run = cancelOnceReached();
    awaitTaskAfterCancel(run);
    release.countDown();

    assertLastWordIsCancelled(run);
  }

  private void holdSettling() {
    script.beforeSettle =
        () -> {
          reached.countDown();
          await(release);
        };
  }

  private void awaitTaskAfterCancel(WorkflowStub run) {
    for (int tries = 0; tries < 1_000; tries++) {
      List<io.temporal.api.enums.v1.EventType> events =
          runs
              .environment
              .getWorkflowClient()
              .fetchHistory(run.getExecution().getWorkflowId())
              .getEvents()
              .stream()
              .map(HistoryEvent::getEventType)
              .toList();
      int asked =
          events.indexOf(
              io.temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED);
      if (asked >= 0
          && events.lastIndexOf(io.temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED)
              > asked) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new AssertionError("the run did not hear of its cancel within 20 s");
  }

  private void assertLastWordIsCancelled(WorkflowStub run) {
    assertThatThrownBy(() -> run.getResult(JobRun.Result.class))
        .hasCauseInstanceOf(CanceledFailure.class);
    assertThat(script.settled.get(script.settled.size() - 1).status())
        .as("the last word of the record is Temporal's")
        .isEqualTo(RunStatus.CANCELLED);
    assertThat(run.describe().getTypedSearchAttributes().get(Attributes.VERDICT))
        .isEqualTo("CANCELLED");
  }

  private WorkflowStub cancelOnceReached() {
    runs.start();
    WorkflowStub run = runs.begin(nightly().manual(), a -> {});
    await(reached);
    run.cancel();
    return run;
  }

  private void assertCancelled(WorkflowStub run) {
    assertThatThrownBy(() -> run.getResult(JobRun.Result.class))
        .isInstanceOf(WorkflowFailedException.class)
        .hasCauseInstanceOf(CanceledFailure.class);
    assertThat(run.describe().getStatus())
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    assertThat(script.settled).hasSize(1);
    assertThat(script.settled.get(0).status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(script.settled.get(0).verdict()).isEqualTo("CANCELLED");
    assertThat(script.eventTypes()).contains(EventType.TRIGGERED, EventType.CANCELLED);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).as("reached within 20 s").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
