package dev.reveille.workflows;

import static dev.reveille.workflows.Definitions.DUE;
import static dev.reveille.workflows.Definitions.nightly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.Trigger;
import dev.reveille.workflows.RecordActivity.Verdict;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that end without a boot, and those that our own faults end. */
class JobRunUnrunTest {
  private final SkippingRuns runs = new SkippingRuns();
  private final ScriptedActivities script = runs.script;

  @AfterEach
  void end() {
    runs.close();
  }

  @Test
  void a_run_that_no_worker_took_up_in_time_is_missed() {
    Duration catchup = Duration.ofSeconds(1);
    WorkflowStub run =
        runs.beginAt(DUE, nightly().catchup(catchup).input(Trigger.SCHEDULE, null, 0));
    // Time does not skip while a workflow task waits for a worker: this is a real wait.
    runs.environment.sleep(catchup.plusSeconds(1));
    runs.start();

    ApplicationFailure failure = SkippingRuns.failureOf(run);

    assertThat(failure.getType()).isEqualTo("MISSED");
    assertThat(failure.getOriginalMessage()).contains("no worker was there until");
    assertThat(script.booted).isEmpty();
    assertThat(script.eventTypes()).containsExactly(EventType.TRIGGERED, EventType.MISSED);
    assertThat(script.settled.get(0).verdict()).isEqualTo("MISSED");
  }

  @Test
  void a_run_taken_up_in_time_runs_and_knows_its_due_time() {
    WorkflowStub run =
        runs.start().beginAt(DUE.plusSeconds(3), nightly().input(Trigger.SCHEDULE, null, 3_000));

    assertThat(run.getResult(JobRun.Result.class).verdict()).isEqualTo("OK");
    assertThat(script.opened.get(0).due()).isEqualTo(DUE);
    assertThat(script.booted.get(0).due()).isEqualTo(DUE);
  }

  @Test
  void the_second_instant_of_a_doubled_time_is_skipped_and_green() {
    JobRun.Result result =
        runs.start()
            .beginAt(DUE, nightly().input(Trigger.SCHEDULE, null, 0, DUE))
            .getResult(JobRun.Result.class);

    assertThat(result.verdict()).isEqualTo("SKIPPED");
    assertThat(result.message()).contains("DST_FOLD");
    assertThat(script.booted).isEmpty();
    assertThat(script.eventTypes()).containsExactly(EventType.TRIGGERED, EventType.SKIPPED);
    assertThat(script.settled.get(0).status()).isEqualTo(RunStatus.SKIPPED);
  }

  @Test
  void a_boot_that_nobody_takes_is_missed() {
    runs.startWithoutSeats();
    WorkflowStub run = runs.begin(nightly().maxQueue(Duration.ofSeconds(2)).manual(), a -> {});

    ApplicationFailure failure = SkippingRuns.failureOf(run);

    assertThat(failure.getType()).isEqualTo("MISSED");
    assertThat(failure.getOriginalMessage()).startsWith("No worker had a free seat");
    assertThat(script.eventTypes()).contains(EventType.MISSED);
    assertThat(script.settled.get(0).bootAttempts()).isZero();
  }

  @Test
  @SuppressWarnings("NullAway") // the bug itself: a judgement without its sentence
  void a_bug_of_ours_is_a_typed_failure_and_settled() {
    script.verdict = () -> new Verdict(null, null, List.of(), List.of(), null);

    ApplicationFailure failure = runs.start().runToFailure(nightly().manual());

    assertThat(failure.getType()).isEqualTo("INTERNAL");
    assertThat(failure.getOriginalMessage()).contains("NullPointerException");
    assertThat(failure.getCause()).isNotNull();
    assertThat(script.settled.get(0).verdict()).isEqualTo("INTERNAL");
  }

  @Test
  void a_bug_before_the_record_is_open_still_ends_the_run() {
    Duration endless = Duration.ofSeconds(Long.MAX_VALUE); // overflows in the reckoning of lateness

    ApplicationFailure failure =
        runs.start().runToFailure(nightly().catchup(endless).input(Trigger.SCHEDULE, null, 0));

    assertThat(failure.getType()).isEqualTo("INTERNAL");
    assertThat(script.settled).isEmpty();
  }

  @Test
  void a_form_of_a_later_version_is_refused_with_the_remedy() {
    JobRun.Input now = nightly().manual();
    JobRun.Input later =
        new JobRun.Input(
            JobRun.Input.VERSION + 1,
            now.definition(),
            now.digest(),
            now.trigger(),
            now.due(),
            0,
            List.of());

    ApplicationFailure failure = runs.start().runToFailure(later);

    assertThat(failure.getType()).isEqualTo("INTERNAL");
    assertThat(failure.getOriginalMessage()).contains("start a worker of the version");
    assertThat(script.booted).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void an_input_that_cannot_be_read_fails_the_run_at_once_and_is_not_repeated(Object input) {
    WorkflowStub run =
        runs.start()
            .environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                JobRun.TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId("by-hand")
                    .setTaskQueue(Queues.RUN)
                    .build());
    run.start(input);

    ApplicationFailure failure = SkippingRuns.failureOf(run);

    assertThat(failure.getType()).isEqualTo("INTERNAL");
    assertThat(failure.getOriginalMessage())
        .contains("input cannot be read", "reveille start")
        .doesNotContain("a secret prompt");
    assertThat(script.booted).isEmpty();
  }

  static List<Object> unreadable() {
    return List.of(
        "a secret prompt",
        List.of(1, 2),
        Map.of("version", 1, "definition", Map.of("id", "a secret prompt")),
        new byte[] {1, 2, 3});
  }
}
