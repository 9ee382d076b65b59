package dev.reveille.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunEvent;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The job's own check, between the turn and the verdict. */
class JobRunCheckTest {
  private static final String CHECK = "{\"check\": {\"command\": [\"./check\"]}}";

  private final SkippingRuns runs = new SkippingRuns().start();

  @AfterEach
  void close() {
    runs.close();
  }

  @Test
  void a_check_runs_after_the_turn_and_before_the_verdict() {
    runs.script.verdict =
        () -> {
          assertThat(runs.script.checked).hasSize(1);
          return ScriptedActivities.OK;
        };

    runs.run(Definitions.nightly().expect(CHECK).manual());

    assertThat(runs.script.checked)
        .singleElement()
        .satisfies(request -> assertThat(request.executed().attempt()).isEqualTo(1));
    assertThat(runs.script.eventTypes()).doesNotContain(EventType.CHECKED);
  }

  @Test
  void a_job_without_a_check_asks_for_none() {
    runs.run(Definitions.nightly().expect("{\"tools\": {\"atLeast\": 1}}").manual());

    assertThat(runs.script.checked).isEmpty();
  }

  @Test
  void a_check_that_never_ended_is_on_record_once_and_the_run_still_judged() {
    runs.script.onCheck =
        () -> {
          throw ApplicationFailure.newNonRetryableFailure("the disk is full", "Oops");
        };

    runs.run(Definitions.nightly().expect(CHECK).manual());

    assertThat(runs.script.checked).hasSize(1);
    assertThat(runs.script.events)
        .filteredOn(event -> event.event() == EventType.CHECKED)
        .singleElement()
        .extracting(RunEvent::detail)
        .asString()
        .contains("the disk is full");
    assertThat(runs.script.settled).hasSize(1);
  }
}
