package dev.reveille.workflows;

import static dev.reveille.workflows.Definitions.nightly;
import static dev.reveille.workflows.ScriptedActivities.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.run.FailureType;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.BootActivity.Deferred;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Boots that are put off because the provider is closed. */
class JobRunDeferredTest {
  private static final String REASON = "The provider openai takes no requests: it answers 503.";

  private final SkippingRuns runs = new SkippingRuns();
  private final ScriptedActivities script = runs.script;

  @AfterEach
  void end() {
    runs.close();
  }

  private Instant now() {
    return Instant.ofEpochMilli(runs.environment.currentTimeMillis());
  }

  private void putOff(Duration time) {
    script.boots.add(
        request ->
            Booted.putOff(request.attemptsBefore(), Deferred.overloaded(now().plus(time), REASON)));
  }

  @Test
  void a_boot_that_is_put_off_is_tried_again_at_its_time_and_costs_no_attempt() {
    putOff(Duration.ofMinutes(5));
    putOff(Duration.ofMinutes(2));
    Instant begun = now();

    JobRun.Result result = runs.start().run(nightly().manual());

    assertThat(result.verdict()).isEqualTo("OK");
    assertThat(Duration.between(begun, now())).isGreaterThanOrEqualTo(Duration.ofMinutes(7));
    assertThat(script.booted).hasSize(3);
    assertThat(script.booted.get(2).attemptsBefore()).isZero();
    assertThat(script.booted.get(2).deferrals()).isEqualTo(2);
    assertThat(Duration.ofMillis(script.booted.get(2).waitedMillis()))
        .isBetween(Duration.ofMinutes(6), Duration.ofMinutes(7));
  }

  @Test
  void overload_that_outlasts_the_patience_ends_the_run_and_says_what_was_tried() {
    for (int i = 0; i < 5; i++) {
      putOff(Duration.ofMinutes(20));
    }
    Instant begun = now();
    AtomicReference<Instant> ended = new AtomicReference<>(begun);
    script.beforeSettle = () -> ended.set(now());

    ApplicationFailure failure = runs.start().runToFailure(nightly().manual());

    assertThat(failure.getType()).isEqualTo(FailureType.PROVIDER_OVERLOAD.name());
    assertThat(failure.getOriginalMessage())
        .contains(REASON, "put off 3 times within 30 min", "no agent was started");
    assertThat(Duration.between(begun, ended.get()))
        .isBetween(ModelPin.PATIENCE, ModelPin.PATIENCE.plusMinutes(1));
    assertThat(script.booted).hasSize(3);
    assertThat(script.settled.get(0).bootAttempts()).isZero();
    assertThat(script.executed).isEmpty();
  }

  @Test
  void a_login_that_others_use_for_too_long_is_no_overload() {
    String taken = "The login /home/me/.codex/auth.json is in use by the run other-1.";
    for (int i = 0; i < 5; i++) {
      script.boots.add(
          request ->
              Booted.putOff(
                  request.attemptsBefore(),
                  new Deferred(now().plusSeconds(1200), taken, FailureType.BOOT_FAILED)));
    }

    ApplicationFailure failure = runs.start().runToFailure(nightly().manual());

    assertThat(failure.getType()).isEqualTo(FailureType.BOOT_FAILED.name());
    assertThat(failure.getOriginalMessage())
        .contains(taken, "30 min, the job's patience")
        .doesNotContain("overload");
  }

  @Test
  void a_time_that_has_passed_already_makes_no_busy_loop() {
    putOff(Duration.ofMinutes(-5));
    Instant begun = now();

    runs.start().run(nightly().manual());

    assertThat(Duration.between(begun, now())).isGreaterThanOrEqualTo(Limits.DEFERRAL);
  }

  @Test
  void attempts_that_failed_before_a_boot_was_put_off_stay_spent() {
    script.boots.add(
        request -> {
          throw failure(FailureType.BOOT_TIMEOUT, "Hung in session/new.", true);
        });
    script.boots.add(
        request -> Booted.putOff(1, Deferred.overloaded(now().plusSeconds(60), REASON)));
    for (int i = 0; i < 3; i++) {
      script.boots.add(
          request -> {
            throw failure(FailureType.BOOT_TIMEOUT, "Hung in session/new.", true);
          });
    }

    ApplicationFailure failure = runs.start().runToFailure(nightly().manual());

    assertThat(failure.getType()).isEqualTo("BOOT_TIMEOUT");
    assertThat(script.settled.get(0).bootAttempts()).isEqualTo(3);
    assertThat(script.booted).hasSize(4);
  }
}
