package dev.reveille.workflows;

import static dev.reveille.workflows.Definitions.nightly;
import static dev.reveille.workflows.Definitions.retry;
import static dev.reveille.workflows.ScriptedActivities.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.workflows.RecordActivity.Verdict;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobRunTest {
  private final SkippingRuns runs = new SkippingRuns();
  private final ScriptedActivities script = runs.script;

  @AfterEach
  void end() {
    runs.close();
  }

  @Test
  void a_good_run_is_opened_booted_executed_judged_and_settled() {
    JobRun.Result result = runs.start().run(nightly().manual());

    assertThat(result.verdict()).isEqualTo("OK");
    assertThat(result.message()).isEqualTo("All good.");
    assertThat(result.bootMillis()).isEqualTo(812);
    assertThat(result.executeMillis()).isEqualTo(5120);
    assertThat(result.answered()).containsExactly("gpt-5.4-nano-2026-03-05");
    assertThat(result.output()).isNull();
    assertThat(script.eventTypes()).containsExactly(EventType.TRIGGERED, EventType.QUEUED);
    assertThat(script.opened.get(0).due()).isEqualTo(Definitions.DUE);
    assertThat(script.executed.get(0).lease()).isEqualTo("lease-1");
    assertThat(script.settledOnce().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(script.settledOnce().bootAttempts()).isEqualTo(1);
    assertThat(script.settledOnce().executeAttempts()).isEqualTo(1);
    assertThat(script.settledOnce().alerts().channels()).containsExactly("oncall");
  }

  @Test
  void three_boot_timeouts_fail_the_run_and_execute_is_never_scheduled() {
    for (int i = 0; i < 3; i++) {
      script.boots.add(
          request -> {
            throw failure(FailureType.BOOT_TIMEOUT, "Hung in session/new for 60 s.", true);
          });
    }

    ApplicationFailure failure = runs.start().runToFailure(nightly().manual());

    assertThat(failure.getType()).isEqualTo("BOOT_TIMEOUT");
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage())
        .startsWith("Hung in session/new for 60 s. ")
        .endsWith(FailureType.BOOT_TIMEOUT.remedy());
    assertThat(script.booted).hasSize(3);
    assertThat(script.executed).isEmpty();
    assertThat(script.settledOnce().verdict()).isEqualTo("BOOT_TIMEOUT");
    assertThat(script.settledOnce().message()).isEqualTo("Hung in session/new for 60 s.");
    assertThat(script.settledOnce().bootAttempts()).isEqualTo(3);
    assertThat(script.settledOnce().executeAttempts()).isZero();
  }

  @Test
  void a_boot_that_cannot_be_helped_is_not_tried_again() {
    script.boots.add(
        request -> {
          throw failure(FailureType.BOOT_FAILED, "codex is not installed.", false);
        });

    ApplicationFailure failure = runs.start().runToFailure(nightly().manual());

    assertThat(failure.getType()).isEqualTo("BOOT_FAILED");
    assertThat(script.booted).hasSize(1);
    assertThat(script.settledOnce().bootAttempts()).isEqualTo(1);
  }

  @Test
  void a_slow_first_boot_takes_nothing_from_the_execution() {
    script.boots.add(
        request -> {
          runs.environment.sleep(Duration.ofSeconds(59));
          throw failure(FailureType.BOOT_TIMEOUT, "Hung in initialize for 59 s.", true);
        });
    script.executions.add(
        request -> {
          runs.environment.sleep(Duration.ofSeconds(25));
          return script.done(request);
        });

    // The whole execution limit is 25 s: with a second less of it the run would be red.
    JobRun.Result result =
        runs.start().run(nightly().executeTimeout(Duration.ofSeconds(25)).manual());

    assertThat(result.verdict()).isEqualTo("OK");
    assertThat(script.booted).hasSize(2);
    assertThat(script.settledOnce().bootAttempts()).isEqualTo(2);
  }

  @Test
  void an_asked_permission_ends_the_run_whatever_the_retry_policy() {
    script.executions.add(
        request -> {
          throw failure(FailureType.APPROVAL_REQUIRED, "It asked to run rm.", false);
        });

    ApplicationFailure failure =
        runs.start().runToFailure(nightly().executeRetry(retry(3)).manual());

    assertThat(failure.getType()).isEqualTo("APPROVAL_REQUIRED");
    assertThat(script.executed).hasSize(1);
  }

  @Test
  void a_failing_verdict_fails_the_run_with_small_details() {
    Finding finding = new Finding("X", Finding.Severity.WARN, "y".repeat(500));
    script.verdict =
        () ->
            new Verdict(
                "NO_EVIDENCE",
                "No call was seen.",
                Collections.nCopies(20, finding),
                List.of(),
                null);

    ApplicationFailure failure = runs.start().runToFailure(nightly().manual());

    assertThat(failure.getType()).isEqualTo("NO_EVIDENCE");
    assertThat(failure.getOriginalMessage())
        .startsWith("No call was seen. Nothing".substring(0, 17));
    assertThat(script.settledOnce().findings()).hasSize(20);
    String details = String.valueOf(failure.getDetails().get(Object.class));
    assertThat(details).contains("bootAttempts").hasSizeLessThanOrEqualTo(2048);
  }

  @Test
  void a_turn_that_failed_by_its_model_is_named_so_and_never_tried_again() {
    Finding finding = new Finding("MODEL_MISMATCH", Finding.Severity.FAIL, "Mini answered.");
    ModelWork work = new ModelWork(false, 2, 1, 10L, 3L);
    script.executions.add(
        request -> {
          throw ApplicationFailure.newNonRetryableFailure(
              "Mini answered. Then the turn failed.",
              "MODEL_MISMATCH",
              new ExecuteActivity.Evidence(List.of(finding), List.of("gpt-5.4-mini"), work));
        });

    ApplicationFailure failure =
        runs.start().runToFailure(nightly().executeRetry(retry(3)).manual());

    assertThat(failure.getType()).isEqualTo("MODEL_MISMATCH");
    assertThat(String.valueOf(failure.getDetails().get(Object.class))).contains("verified=false");
    assertThat(script.executed).hasSize(1);
    assertThat(script.settledOnce().verdict()).isEqualTo("MODEL_MISMATCH");
    assertThat(script.settledOnce().findings()).containsExactly(finding);
  }

  @Test
  void a_failed_run_tells_what_was_proven_of_it() {
    script.verdict =
        () -> new Verdict("NO_EVIDENCE", "No.", List.of(), List.of("gpt-5.4-nano"), null);

    JobRun.FailureDetails details =
        runs.start()
            .runToFailure(nightly().manual())
            .getDetails()
            .get(0, JobRun.FailureDetails.class);

    assertThat(details.due()).isEqualTo(Definitions.DUE);
    assertThat(details.bootMillis()).isEqualTo(812);
    assertThat(details.executeMillis()).isEqualTo(5120);
    assertThat(details.answered()).containsExactly("gpt-5.4-nano");
  }

  @Test
  void the_output_is_in_the_result_only_where_the_starter_wants_it() {
    JobRun.Result wanted =
        runs.start().beginWantingOutput(nightly().manual()).getResult(JobRun.Result.class);
    assertThat(wanted.output()).isEqualTo(ScriptedActivities.OUTPUT);
  }

  @Test
  void a_good_run_returns_what_its_model_calls_come_to() {
    ModelWork work = new ModelWork(true, 3, 1, 1200L, 310L);
    script.verdict =
        () -> new Verdict(null, "Done.", List.of(), List.of("gpt-5.4-nano-2026-03-05"), work);

    JobRun.Result result = runs.start().run(nightly().manual());

    assertThat(result.model()).isEqualTo(work);
    assertThat(result.answered()).containsExactly("gpt-5.4-nano-2026-03-05");
  }

  @Test
  void a_verdict_nobody_knows_is_a_fault_of_ours() {
    script.verdict = () -> new Verdict("ODD", "Odd.", List.of(), List.of(), null);

    assertThat(runs.start().runToFailure(nightly().manual()).getType()).isEqualTo("INTERNAL");
    assertThat(script.settledOnce().message()).contains("ODD");
  }

  @Test
  void a_record_that_cannot_be_closed_does_not_hold_the_run_open() {
    script.beforeSettle =
        () -> {
          throw new IllegalStateException("database is locked");
        };

    JobRun.Result result = runs.start().run(nightly().manual());

    assertThat(result.verdict()).isEqualTo("OK");
    assertThat(script.settled).isEmpty();
  }

  @Test
  void without_a_run_log_nothing_boots() {
    script.beforeOpen =
        () -> {
          throw new IllegalStateException("disk is full");
        };

    ApplicationFailure failure = runs.start().runToFailure(nightly().manual());

    assertThat(failure.getType()).isEqualTo("INTERNAL");
    assertThat(failure.getOriginalMessage()).contains("disk is full");
    assertThat(script.booted).isEmpty();
  }

  @Test
  void what_no_step_should_throw_is_a_fault_of_ours() {
    script.executions.add(
        request -> {
          throw new IllegalStateException("a bug");
        });

    ApplicationFailure failure = runs.start().runToFailure(nightly().manual());

    assertThat(failure.getType()).isEqualTo("INTERNAL");
    assertThat(failure.getOriginalMessage()).contains("IllegalStateException: a bug");
    assertThat(script.settledOnce().verdict()).isEqualTo("INTERNAL");
  }
}
