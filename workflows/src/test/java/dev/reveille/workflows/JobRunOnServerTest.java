package dev.reveille.workflows;

import static dev.reveille.workflows.Definitions.nightly;
import static dev.reveille.workflows.Definitions.retry;
import static dev.reveille.workflows.ScriptedActivities.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.run.FailureType;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only the real server can show. */
class JobRunOnServerTest {
  private final ServerRuns runs = new ServerRuns();
  private final ScriptedActivities script = runs.script;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void end() {
    release.countDown();
    runs.close();
  }

  @Test
  void a_good_run_takes_no_more_than_24_events_and_can_be_searched_for() {
    WorkflowStub run = runs.begin("good", nightly().manual());
    runs.result(run);

    List<EventType> events =
        runs.client().fetchHistory("good").getEvents().stream()
            .map(event -> event.getEventType())
            .toList();
    assertThat(events).as("history of a good run").hasSizeLessThanOrEqualTo(24);
    assertThat(events)
        .filteredOn(EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES::equals)
        .hasSize(1);
    assertThat(run.describe().getTypedSearchAttributes().get(Attributes.VERDICT)).isEqualTo("OK");
    assertThat(run.describe().getTypedSearchAttributes().get(Attributes.BOOT_MILLIS))
        .isEqualTo(812);
    assertThat(run.describe().getTypedSearchAttributes().get(Attributes.ANSWERED))
        .containsExactly("gpt-5.4-nano-2026-03-05");
    assertThat(details(run)).isEqualTo("OK: All good.");
  }

  @Test
  void a_boot_timeout_is_a_failed_run_of_that_verdict() {
    script.boots.add(
        request -> {
          throw failure(FailureType.BOOT_TIMEOUT, "Hung in session/new for 2 s.", true);
        });

    runs.run("red", nightly().bootRetry(retry(1)).manual());

    WorkflowStub run = runs.client().newUntypedWorkflowStub("red");
    assertThat(run.describe().getStatus())
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED);
    assertThat(run.describe().getTypedSearchAttributes().get(Attributes.VERDICT))
        .isEqualTo("BOOT_TIMEOUT");
    assertThat(details(run)).isEqualTo("BOOT_TIMEOUT: Hung in session/new for 2 s.");
  }

  @Test
  void the_current_details_say_what_a_run_is_doing() {
    script.executions.add(
        request -> {
          reached.countDown();
          await(release);
          return script.done(request);
        });

    WorkflowStub run = runs.begin("busy", nightly().manual());
    await(reached);

    assertThat(details(run)).isEqualTo("Ready after 812 ms. codex is at work, for at most 15 min.");
    assertThat(
            runs.client().fetchHistory("busy").getEvents().stream()
                .filter(event -> event.hasUserMetadata())
                .map(event -> event.getUserMetadata().getSummary().getData().toStringUtf8()))
        .contains("\"boot codex, at most 1 min\"", "\"execute codex, at most 15 min\"");
  }

  @Test
  void a_cancel_during_the_judgement_is_heeded() {
    script.verdict =
        () -> {
          reached.countDown();
          await(release);
          return ScriptedActivities.OK;
        };

    WorkflowStub run = runs.begin("late", nightly().manual());
    await(reached);
    run.cancel();
    release.countDown();

    assertThatThrownBy(() -> runs.result(run)).hasCauseInstanceOf(CanceledFailure.class);
    assertThat(script.settled)
        .last()
        .satisfies(settle -> assertThat(settle.verdict()).isEqualTo("CANCELLED"));
    assertThat(run.describe().getTypedSearchAttributes().get(Attributes.VERDICT))
        .isEqualTo("CANCELLED");
  }

  @Test
  void a_silent_host_with_a_short_limit_is_lost_and_booted_again() {
    script.boots.add(
        request -> {
          await(release);
          return script.ready(request);
        });

    WorkflowStub run =
        runs.begin(
            "silent", nightly().bootTimeout(Duration.ofSeconds(1)).bootRetry(retry(1)).manual());

    assertThat(runs.result(run).verdict()).isEqualTo("OK");
    assertThat(script.booted).hasSize(2);
    assertThat(script.eventTypes()).contains(dev.reveille.domain.run.EventType.HOST_LOST);
  }

  private static String details(WorkflowStub run) {
    return run.query("__temporal_workflow_metadata", WorkflowMetadata.class).getCurrentDetails();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).as("reached within 20 s").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
