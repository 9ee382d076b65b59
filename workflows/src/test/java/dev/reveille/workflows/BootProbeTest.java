package dev.reveille.workflows;

import static dev.reveille.workflows.Definitions.nightly;
import static dev.reveille.workflows.ScriptedActivities.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ProbedTarget;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.Trigger;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.BootActivity.Deferred;
import dev.reveille.workflows.BootProbe.Manner;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On virtual time. */
class BootProbeTest {
  private final ScriptedProbes probes = new ScriptedProbes();
  private final SkippingRuns runs = new SkippingRuns();
  private final ScriptedActivities script = runs.script;
  private final TestWorkflowEnvironment environment = runs.environment;

  @AfterEach
  void end() {
    runs.close();
  }

  private BootProbe.Result probe(Manner manner, boolean seats) {
    var worker = environment.newWorker(Queues.RUN);
    worker.registerWorkflowImplementationTypes(BootProbeImpl.class);
    worker.registerActivitiesImplementations(script);
    if (seats) {
      environment.newWorker(Queues.BOOT).registerActivitiesImplementations(probes);
    }
    environment.start();
    return environment
        .getWorkflowClient()
        .newWorkflowStub(
            BootProbe.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId("probe/codex/isolated/desk-1")
                .setTaskQueue(Queues.RUN)
                .build())
        .run(BootProbe.Input.of(definition(), manner));
  }

  /** The in-process server skips no time while an activity waits for a worker. */
  private static JobDefinition definition() {
    JobDefinition job = nightly().maxQueue(Duration.ofSeconds(2)).definition();
    return ProbedTarget.definition(job, job.schedule());
  }

  @Test
  void a_good_probe_is_recorded_as_a_run_of_its_target_and_nobody_is_told() {
    BootProbe.Result result = probe(Manner.NOW, true);
    assertThat(result.verdict()).isEqualTo("OK");
    assertThat(result.millis()).isEqualTo(812);
    assertThat(result.stages()).hasSize(1);
    RunOpened opened = script.opened.get(0);
    assertThat(opened.trigger()).isEqualTo(Trigger.PROBE);
    assertThat(opened.job()).isEqualTo("probe/" + opened.agent() + "/isolated");
    RecordActivity.Settle settle = script.settled.get(0);
    assertThat(settle.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(settle.alerts()).isEqualTo(AlertPolicy.NONE);
    assertThat(settle.told().deliver()).isEmpty();
    assertThat(script.executed).isEmpty();
    assertThat(probes.asked.get(0).definition().payload().message()).isEmpty();
  }

  @Test
  void a_boot_that_hangs_fails_the_probe_and_is_not_tried_again() {
    probes.boots.add(
        request -> {
          throw failure(FailureType.BOOT_TIMEOUT, "It hung in stage session.", true);
        });
    assertThatThrownBy(() -> probe(Manner.WHEN_CALM, true))
        .isInstanceOf(WorkflowFailedException.class)
        .cause()
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("It hung in stage session.");
    assertThat(probes.asked).hasSize(1);
    assertThat(script.settled.get(0).verdict()).isEqualTo("BOOT_TIMEOUT");
  }

  @Test
  void a_probe_of_a_schedule_stands_in_no_queue_and_is_skipped_with_its_reason() {
    BootProbe.Result result = probe(Manner.WHEN_CALM, false);
    assertThat(result.verdict()).isEqualTo("SKIPPED");
    assertThat(result.message()).contains("no worker had a free seat within 5 s");
    assertThat(script.settled.get(0).status()).isEqualTo(RunStatus.SKIPPED);
  }

  @Test
  void a_busy_host_is_looked_at_again_later() {
    Instant begun = Instant.ofEpochMilli(environment.currentTimeMillis());
    probes.boots.add(request -> busy());
    BootProbe.Result result = probe(Manner.WHEN_CALM, true);
    assertThat(result.verdict()).isEqualTo("OK");
    assertThat(Instant.ofEpochMilli(environment.currentTimeMillis()))
        .isAfterOrEqualTo(begun.plus(BootProbeImpl.BETWEEN_LOOKS));
    assertThat(probes.asked).extracting(BootActivity.Request::deferrals).containsExactly(0, 1);
  }

  @Test
  void a_person_who_waits_waits_for_a_seat_no_longer_than_a_run_does() {
    assertThatThrownBy(() -> probe(Manner.NOW, false))
        .cause()
        .hasMessageContaining("No worker had a free seat for the probe within");
    assertThat(script.settled.get(0).verdict()).isEqualTo("MISSED");
  }

  private static Booted busy() {
    return Booted.putOff(
        0, new Deferred(Instant.EPOCH.plus(Duration.ofDays(1)), "the host is busy", null));
  }
}
