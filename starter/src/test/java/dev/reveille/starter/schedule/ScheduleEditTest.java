package dev.reveille.starter.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.PlannedJob;
import dev.reveille.starter.schedule.ApplyReport.Outcome;
import dev.reveille.starter.testing.SampleJobs;
import dev.reveille.workflows.Queues;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An apply to a schedule that is there already: what changes, and what stays people's own. */
@Timeout(60)
class ScheduleEditTest {
  @RegisterExtension static final ScheduleServer SERVER = new ScheduleServer();

  /** Each test has its own. */
  private final AppliedFolder folder = new AppliedFolder(SERVER);

  @Test
  void an_edit_keeps_a_pause_by_command_its_note_and_what_others_set() {
    folder.apply(folder.daily("kept"));
    folder.schedules().pause(folder.id("kept"), "until Monday");
    folder
        .server()
        .client()
        .getHandle(Queues.schedule(folder.id("kept")))
        .update(
            input -> {
              Schedule schedule = input.getDescription().getSchedule();
              return new ScheduleUpdate(
                  Schedule.newBuilder(schedule)
                      .setPolicy(
                          SchedulePolicy.newBuilder(schedule.getPolicy())
                              .setPauseOnFailure(true)
                              .build())
                      .build());
            });
    assertThat(folder.apply(folder.cron("kept", "5 23 * * *")))
        .containsEntry(folder.id("kept"), Outcome.UPDATED);
    ScheduleDescription described = folder.describe("kept");
    assertThat(described.getSchedule().getState().isPaused()).isTrue();
    assertThat(described.getSchedule().getState().getNote())
        .isEqualTo("paused by command: until Monday");
    assertThat(described.getSchedule().getPolicy().isPauseOnFailure()).isTrue();
    assertThat(AppliedFolder.input(described).definition().schedule().expr())
        .isEqualTo("5 23 * * *");
  }

  @Test
  void enabled_false_pauses_and_enabling_resumes_only_that_pause() {
    PlannedJob job = folder.daily("switch");
    folder.apply(job);
    assertThat(folder.settled(SampleJobs.disabled(job)))
        .containsEntry(folder.id("switch"), Outcome.PAUSED);
    assertThat(folder.describe("switch").getSchedule().getState().getNote())
        .isEqualTo("paused by its job file (enabled: false)");
    assertThat(folder.settled(job)).containsEntry(folder.id("switch"), Outcome.RESUMED);
    assertThat(folder.describe("switch").getSchedule().getState().isPaused()).isFalse();
    folder.schedules().pause(folder.id("switch"), "");
    assertThat(folder.settled(job)).containsEntry(folder.id("switch"), Outcome.UNCHANGED);
    assertThat(folder.describe("switch").getSchedule().getState().isPaused()).isTrue();
  }

  @Test
  void an_instant_is_limited_to_one_action_and_a_new_time_gives_it_another() {
    Instant at = Instant.now().plus(Duration.ofDays(2));
    folder.apply(folder.once("one", at));
    assertThat(folder.describe("one").getSchedule().getState().getRemainingActions()).isEqualTo(1);
    assertThat(folder.describe("one").getInfo().getNextActionTimes()).hasSize(1);
    folder.apply(folder.once("one", at.plusSeconds(3600)));
    assertThat(folder.describe("one").getSchedule().getState().isLimitedAction()).isTrue();
    assertThat(folder.describe("one").getSchedule().getState().getRemainingActions()).isEqualTo(1);
    folder.apply(folder.daily("one"));
    assertThat(folder.describe("one").getSchedule().getState().isLimitedAction()).isFalse();
  }
}
