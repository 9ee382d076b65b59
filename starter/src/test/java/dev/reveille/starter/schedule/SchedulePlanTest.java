package dev.reveille.starter.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.SessionTarget;
import dev.reveille.domain.job.Stagger;
import dev.reveille.starter.schedule.SchedulePlan.Action;
import dev.reveille.starter.testing.SampleJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchedulePlanTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void what_the_server_lacks_is_created() {
    assertThat(only(SampleJobs.daily("a"), null).action()).isEqualTo(Action.CREATE);
  }

  @Test
  void the_same_digest_is_unchanged_and_another_one_is_updated() {
    PlannedJob job = SampleJobs.daily("a");
    assertThat(only(job, held(job, false, "")).action()).isEqualTo(Action.UNCHANGED);
    PlannedJob edited =
        SampleJobs.enabled(
            SampleJobs.command(
                "a", SampleJobs.cron("5 22 * * *", Stagger.jitter(Duration.ZERO)), Overlap.SKIP));
    assertThat(only(edited, held(job, false, "")).action()).isEqualTo(Action.UPDATE);
  }

  @Test
  void the_digest_keeps_still_through_the_year() {
    JobDefinition job =
        SampleJobs.command("a", SampleJobs.cron("30 1,2 * * *", Stagger.AUTO), Overlap.SKIP);
    String today = ScheduleForm.digest(job, NOW);
    assertThat(ScheduleForm.digest(job, NOW.plus(Duration.ofDays(40)))).isEqualTo(today);
    assertThat(ScheduleForm.of(job, Duration.ofSeconds(7), NOW).digest()).isEqualTo(today);
    assertThat(ScheduleForm.digest(job, NOW.plus(Duration.ofDays(60)))).isNotEqualTo(today);
  }

  @Test
  void disabled_jobs_are_paused_and_enabled_ones_resumed_only_from_our_own_pause() {
    PlannedJob job = SampleJobs.daily("a");
    assertThat(only(SampleJobs.disabled(job), held(job, false, "")).action())
        .isEqualTo(Action.PAUSE);
    assertThat(only(SampleJobs.disabled(job), held(job, true, "by hand")).action())
        .isEqualTo(Action.UNCHANGED);
    assertThat(only(job, held(job, true, PauseNotes.BY_FILE)).action()).isEqualTo(Action.RESUME);
    assertThat(only(job, held(job, true, PauseNotes.BY_COMMAND)).action())
        .isEqualTo(Action.UNCHANGED);
  }

  @Test
  void a_job_that_starts_paused_is_created_so_and_stays_resumed_once_a_person_resumed_it() {
    PlannedJob job = new PlannedJob(SampleJobs.daily("a").definition(), true, true);

    SchedulePlan.Step step = only(job, null);
    assertThat(step.action()).isEqualTo(Action.CREATE);
    assertThat(step.message()).contains("reveille resume");
    assertThat(ScheduleForm.of(job.definition(), Duration.ZERO, NOW).create(job).getState())
        .satisfies(state -> assertThat(state.isPaused()).isTrue())
        .satisfies(state -> assertThat(ScheduleForm.pausedByFile(state)).isFalse());
    assertThat(only(job, held(job, true, PauseNotes.AT_FIRST)).action())
        .isEqualTo(Action.UNCHANGED);
    assertThat(only(job, held(job, false, PauseNotes.RESUMED)).action())
        .isEqualTo(Action.UNCHANGED);
  }

  @Test
  void anothers_schedule_is_refused_and_never_pruned() {
    PlannedJob job = SampleJobs.daily("a");
    HeldSchedule theirs = new HeldSchedule("a", "day-desk", "sha256:1", false, "", List.of());
    assertThat(only(job, theirs))
        .satisfies(step -> assertThat(step.action()).isEqualTo(Action.REFUSE))
        .satisfies(step -> assertThat(step.message()).contains("'day-desk'", "choose another id"));
    assertThat(SchedulePlan.of(List.of(), List.of(theirs), SampleJobs.OWNER, true, NOW).steps())
        .isEmpty();
  }

  @Test
  void a_schedule_of_that_name_that_is_not_ours_is_refused() {
    HeldSchedule foreign = new HeldSchedule("a", null, null, false, "", List.of());
    assertThat(only(SampleJobs.daily("a"), foreign).message()).contains("not Reveille's");
  }

  @Test
  void vanished_jobs_are_deleted_only_when_pruning() {
    HeldSchedule gone = held(SampleJobs.daily("gone"), false, "");
    assertThat(SchedulePlan.of(List.of(), List.of(gone), SampleJobs.OWNER, false, NOW).steps())
        .isEmpty();
    assertThat(SchedulePlan.of(List.of(), List.of(gone), SampleJobs.OWNER, true, NOW).steps())
        .singleElement()
        .satisfies(step -> assertThat(step.text()).startsWith("delete gone: no job file"));
  }

  @Test
  void shared_sessions_and_system_events_are_scheduled_like_all_others() {
    ScheduleRule rule = SampleJobs.cron("0 22 * * *", Stagger.AUTO);
    PlannedJob main =
        SampleJobs.enabled(
            SampleJobs.job(
                "a",
                rule,
                Overlap.SKIP,
                SampleJobs.OWNER,
                "",
                SessionTarget.MAIN,
                Payload.systemEvent("wake")));
    PlannedJob named =
        SampleJobs.enabled(
            SampleJobs.job(
                "b",
                rule,
                Overlap.SKIP,
                SampleJobs.OWNER,
                "",
                SessionTarget.parse("session:desk"),
                Payload.agentTurn("hello")));
    assertThat(
            SchedulePlan.of(List.of(main, named), List.of(), SampleJobs.OWNER, false, NOW).steps())
        .extracting(SchedulePlan.Step::action)
        .containsExactly(Action.CREATE, Action.CREATE);
  }

  @Test
  void a_passed_instant_is_done_and_never_created_again() {
    PlannedJob past =
        SampleJobs.enabled(SampleJobs.command("a", ScheduleRule.at(NOW), Overlap.SKIP));
    assertThat(only(past, null).text()).startsWith("done a: its time, 2026-11-21T12:00:00Z");
    PlannedJob future =
        SampleJobs.enabled(
            SampleJobs.command("a", ScheduleRule.at(NOW.plusSeconds(1)), Overlap.SKIP));
    assertThat(only(future, null).action()).isEqualTo(Action.CREATE);
  }

  @Test
  void an_impossible_date_and_an_unreadable_cron_are_refused() {
    assertThat(only(cron("0 0 31 2 *"), null).message()).contains("never fire", "0 0 31 2 *");
    assertThat(only(cron("0 0 ? * *"), null).message()).contains("'?' is of another dialect");
  }

  @Test
  void two_jobs_of_one_id_are_an_error() {
    assertThatThrownBy(
            () ->
                SchedulePlan.of(
                    List.of(SampleJobs.daily("a"), SampleJobs.daily("a")),
                    List.of(),
                    SampleJobs.OWNER,
                    false,
                    NOW))
        .hasMessageContaining("two jobs have the id 'a'");
  }

  private static PlannedJob cron(String expr) {
    return SampleJobs.enabled(
        SampleJobs.command("a", SampleJobs.cron(expr, Stagger.AUTO), Overlap.SKIP));
  }

  private static HeldSchedule held(PlannedJob job, boolean paused, String note) {
    JobDefinition definition = job.definition();
    return new HeldSchedule(
        definition.id(),
        definition.owner(),
        ScheduleForm.digest(definition, NOW),
        paused,
        note,
        List.of());
  }

  private static SchedulePlan.Step only(PlannedJob job, @Nullable HeldSchedule held) {
    List<HeldSchedule> server = held == null ? List.of() : List.of(held);
    return SchedulePlan.of(List.of(job), server, SampleJobs.OWNER, true, NOW).steps().get(0);
  }
}
