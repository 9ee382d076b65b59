package dev.reveille.workflows;

import static dev.reveille.workflows.Definitions.nightly;
import static dev.reveille.workflows.Definitions.retry;
import static dev.reveille.workflows.ScriptedActivities.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done again when a host or a turn is lost, and what never is. */
class JobRunAgainTest {
  private final SkippingRuns runs = new SkippingRuns();
  private final ScriptedActivities script = runs.script;

  @AfterEach
  void end() {
    runs.close();
  }

  @Test
  void a_host_lost_before_an_effect_is_noted_and_booted_again() {
    script.boots.add(request -> script.readyOn(Queues.host("gone")));

    JobRun.Result result = runs.start().run(nightly().manual());

    assertThat(result.verdict()).isEqualTo("OK");
    assertThat(script.booted).hasSize(2);
    assertThat(script.booted.get(1).round()).isEqualTo(2);
    assertThat(script.booted.get(1).attemptsBefore()).isEqualTo(1);
    assertThat(script.executed).hasSize(1);
    assertThat(script.eventTypes()).contains(EventType.HOST_LOST);
    assertThat(script.settledOnce().bootAttempts()).isEqualTo(2);
    assertThat(script.settledOnce().executeAttempts()).isEqualTo(1);
  }

  @Test
  void an_unknown_lease_before_an_effect_is_booted_again() {
    script.executions.add(
        request -> {
          throw failure(FailureType.HOST_LOST, "The lease is unknown here.", false);
        });

    assertThat(runs.start().run(nightly().manual()).verdict()).isEqualTo("OK");
    assertThat(script.booted).hasSize(2);
  }

  @Test
  void a_host_lost_after_an_effect_ends_the_run() {
    script.effect = () -> true;
    script.executions.add(
        request -> {
          throw failure(FailureType.HOST_LOST, "The host restarted.", false);
        });

    ApplicationFailure failure = runs.start().runToFailure(nightly().manual());

    assertThat(failure.getType()).isEqualTo("HOST_LOST");
    assertThat(failure.getOriginalMessage()).startsWith("The host restarted. Work had begun");
    assertThat(script.booted).hasSize(1);
    assertThat(script.eventTypes()).contains(EventType.HOST_LOST);
  }

  @Test
  void a_host_that_falls_silent_at_work_is_lost() {
    script.effect = () -> true;
    script.executions.add(
        request -> {
          runs.environment.sleep(Duration.ofMinutes(2));
          return script.done(request);
        });

    ApplicationFailure failure = runs.start().runToFailure(nightly().manual());

    assertThat(failure.getType()).isEqualTo("HOST_LOST");
    assertThat(failure.getOriginalMessage()).contains("fell silent for 30 s");
  }

  @Test
  void an_effect_that_cannot_be_read_counts_as_effect() {
    script.effect =
        () -> {
          throw new IllegalStateException("database is locked");
        };
    script.executions.add(
        request -> {
          throw failure(FailureType.HOST_LOST, "The lease is unknown here.", false);
        });

    ApplicationFailure failure = runs.start().runToFailure(nightly().manual());

    assertThat(failure.getType()).isEqualTo("HOST_LOST");
    assertThat(script.booted).hasSize(1);
  }

  @Test
  void three_hosts_lost_are_enough() {
    for (int i = 0; i < 5; i++) {
      script.executions.add(
          request -> {
            throw failure(FailureType.HOST_LOST, "The lease is unknown here.", false);
          });
    }

    ApplicationFailure failure = runs.start().runToFailure(nightly().manual());

    assertThat(failure.getType()).isEqualTo("HOST_LOST");
    assertThat(failure.getOriginalMessage()).contains("host number 3 in a row");
    assertThat(script.booted).hasSize(3);
  }

  @Test
  void a_host_lost_in_the_last_boot_attempt_gets_one_more() {
    script.boots.add(
        request -> {
          runs.environment.sleep(Duration.ofMinutes(2));
          return script.ready(request);
        });

    assertThat(runs.start().run(nightly().bootRetry(retry(1)).manual()).verdict()).isEqualTo("OK");
    assertThat(script.booted).hasSize(2);
    assertThat(script.booted.get(1).attemptsBefore()).isEqualTo(1);
    assertThat(script.eventTypes()).contains(EventType.HOST_LOST);
  }

  @Test
  void a_failed_turn_is_tried_again_with_a_new_boot_while_there_is_no_effect() {
    script.executions.add(
        request -> {
          throw failure(FailureType.EXECUTE_FAILED, "The agent died before its first call.", false);
        });

    long before = runs.environment.currentTimeMillis();
    assertThat(runs.start().run(nightly().executeRetry(retry(2)).manual()).verdict())
        .isEqualTo("OK");

    assertThat(script.booted).hasSize(2);
    assertThat(script.executed.get(1).lease()).isEqualTo("lease-2");
    assertThat(script.settledOnce().executeAttempts()).isEqualTo(2);
    assertThat(runs.environment.currentTimeMillis() - before).isGreaterThanOrEqualTo(10_000);
  }

  @Test
  void a_failed_turn_is_not_tried_again_after_an_effect() {
    script.effect = () -> true;
    script.executions.add(
        request -> {
          throw failure(FailureType.EXECUTE_TIMEOUT, "Not done after 15 min.", false);
        });

    ApplicationFailure failure =
        runs.start().runToFailure(nightly().executeRetry(retry(3)).manual());

    assertThat(failure.getType()).isEqualTo("EXECUTE_TIMEOUT");
    assertThat(script.executed).hasSize(1);
  }

  @Test
  void a_failed_turn_is_tried_no_more_often_than_its_policy_says() {
    for (int i = 0; i < 5; i++) {
      script.executions.add(
          request -> {
            throw failure(FailureType.EXECUTE_FAILED, "Died.", false);
          });
    }

    ApplicationFailure failure =
        runs.start().runToFailure(nightly().executeRetry(retry(3)).manual());

    assertThat(failure.getType()).isEqualTo("EXECUTE_FAILED");
    assertThat(script.executed).hasSize(3);
    assertThat(script.settledOnce().executeAttempts()).isEqualTo(3);
  }
}
