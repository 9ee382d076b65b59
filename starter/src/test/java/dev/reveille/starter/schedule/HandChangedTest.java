package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.Stagger;
import dev.reveille.starter.schedule.ApplyReport.Outcome;
import dev.reveille.starter.schedule.ScheduleApply.Look;
import dev.reveille.starter.testing.Deadline;
import dev.reveille.starter.testing.SampleJobs;
import dev.reveille.workflows.Queues;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleRange;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Schedules that were changed in Temporal's UI or by its CLI, while their job files stayed. */
@Timeout(60)
class HandChangedTest {
  @RegisterExtension static final ScheduleServer SERVER = new ScheduleServer();

  private final AppliedFolder folder = new AppliedFolder(SERVER);

  @Test
  void what_was_changed_is_named_and_written_again() {
    PlannedJob job = folder.daily("times");
    folder.apply(job);
    Schedule before = folder.describe("times").getSchedule();
    byHand("times", schedule -> spec(schedule, others()));
    byHand(
        "times",
        schedule -> policy(schedule, ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL));
    byHand("times", HandChangedTest::startsAnother);

    folder.awaitListed(1);
    assertThat(plan(job).steps())
        .singleElement()
        .extracting(SchedulePlan.Step::text)
        .isEqualTo(
            "update "
                + folder.id("times")
                + ": was changed by hand in Temporal (times, overlap, catchup, what it starts)");
    assertThat(folder.apply(job)).containsEntry(folder.id("times"), Outcome.UPDATED);
    Schedule after = folder.describe("times").getSchedule();
    assertThat(after.getSpec()).isEqualTo(before.getSpec());
    assertThat(after.getPolicy()).isEqualTo(before.getPolicy());
    assertThat(folder.apply(job)).containsEntry(folder.id("times"), Outcome.UNCHANGED);
  }

  @Test
  void a_pause_its_note_and_what_remains_to_be_done_are_kept() {
    PlannedJob job = folder.daily("kept");
    folder.apply(job);
    folder.schedules().pause(folder.id("kept"), "until Monday");
    byHand("kept", schedule -> spec(schedule, others()));
    byHand(
        "kept",
        schedule ->
            Schedule.newBuilder(schedule)
                .setState(
                    ScheduleState.newBuilder(schedule.getState())
                        .setLimitedAction(true)
                        .setRemainingActions(7)
                        .build())
                .build());

    ApplyReport report = SERVER.apply().apply(List.of(job), folder.owner(), false);
    assertThat(report.results().get(0).text())
        .contains("changed by hand in Temporal (times)", "paused by command: until Monday");
    ScheduleState state = requireNonNull(folder.describe("kept").getSchedule().getState());
    assertThat(state.isPaused()).isTrue();
    assertThat(state.getNote()).isEqualTo("paused by command: until Monday");
    assertThat(state.getRemainingActions()).isEqualTo(7);
  }

  @Test
  void the_list_alone_shows_times_changed_by_hand() {
    PlannedJob job = folder.auto("listed", "0 22 * * *");
    folder.apply(job);
    byHand("listed", schedule -> spec(schedule, others()));
    Deadline.await(() -> applied(job, Look.LIST) == Outcome.UPDATED);
    assertThat(folder.describe("listed").getSchedule().getSpec().getIntervals()).isEmpty();
  }

  @Test
  void a_list_is_no_reason_to_describe_what_nobody_changed() {
    List<PlannedJob> jobs = ofManyKinds();
    folder.apply(jobs, false);
    folder.awaitListed(jobs.size());
    HeldSchedules.whole(SERVER.client()).stream()
        .filter(listed -> folder.owner().equals(listed.held().owner()))
        .forEach(
            listed ->
                assertThat(HandLook.isSuspect(find(jobs, listed), listed, Instant.now()))
                    .as("%s", listed)
                    .isFalse());
    assertThat(folder.apply(jobs, false).values()).containsOnly(Outcome.UNCHANGED);
  }

  @Test
  void equal_times_in_other_words_are_no_change() {
    PlannedJob job = folder.cron("words", "0,10,20,30,40,50 22 * * *");
    folder.apply(job);
    byHand("words", schedule -> spec(schedule, inOtherWords(schedule.getSpec())));
    assertThat(folder.apply(job)).containsEntry(folder.id("words"), Outcome.UNCHANGED);
  }

  private List<PlannedJob> ofManyKinds() {
    List<PlannedJob> jobs = new ArrayList<>();
    for (String expr :
        List.of("30 1,2 * * *", "*/7 * * * *", "5 0 13 * 5", "0 22 * 2 1-5 2027", "@every 90s")) {
      for (String zone : List.of("Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu")) {
        for (Stagger stagger : List.of(Stagger.AUTO, Stagger.jitter(Duration.ofSeconds(5)))) {
          jobs.add(
              job(
                  "kind-" + jobs.size(),
                  ScheduleRule.cron(expr, ZoneId.of(zone), stagger, ScheduleRule.Dst.ONCE)));
        }
      }
    }
    jobs.add(folder.once("at", Instant.now().plus(Duration.ofDays(3))));
    jobs.add(folder.auto("second", "0 22 * * *"));
    jobs.add(folder.auto("third", "0 22 * * *"));
    return jobs;
  }

  private PlannedJob job(String name, ScheduleRule rule) {
    return SampleJobs.enabled(
        SampleJobs.command(folder.id(name), rule, Overlap.SKIP, folder.owner(), ""));
  }

  private static PlannedJob find(List<PlannedJob> jobs, HeldSchedules.Listed listed) {
    return jobs.stream()
        .filter(job -> job.definition().id().equals(listed.held().job()))
        .findFirst()
        .orElseThrow();
  }

  private Outcome applied(PlannedJob job, Look look) {
    return SERVER
        .apply()
        .apply(List.of(job), folder.owner(), false, look)
        .results()
        .get(0)
        .outcome();
  }

  private SchedulePlan plan(PlannedJob job) {
    return SERVER.apply().plan(List.of(job), folder.owner(), false);
  }

  private void byHand(String job, UnaryOperator<Schedule> edit) {
    SERVER
        .client()
        .getHandle(Queues.schedule(folder.id(job)))
        .update(input -> new ScheduleUpdate(edit.apply(input.getDescription().getSchedule())));
  }

  private static ScheduleSpec others() {
    return ScheduleSpec.newBuilder()
        .setIntervals(List.of(new ScheduleIntervalSpec(Duration.ofDays(7))))
        .build();
  }

  private static ScheduleSpec inOtherWords(ScheduleSpec spec) {
    ScheduleCalendarSpec calendar = spec.getCalendars().get(0);
    List<ScheduleRange> minutes =
        List.of(new ScheduleRange(30, 59, 10), new ScheduleRange(0, 29, 10));
    return ScheduleSpec.newBuilder(spec)
        .setCalendars(
            List.of(
                ScheduleCalendarSpec.newBuilder(calendar)
                    .setMinutes(minutes)
                    .setComment("mine")
                    .build()))
        .build();
  }

  private static Schedule spec(Schedule schedule, ScheduleSpec spec) {
    return Schedule.newBuilder(schedule).setSpec(spec).build();
  }

  private static Schedule policy(Schedule schedule, ScheduleOverlapPolicy overlap) {
    SchedulePolicy policy =
        SchedulePolicy.newBuilder(schedule.getPolicy())
            .setOverlap(overlap)
            .setCatchupWindow(Duration.ofDays(1))
            .build();
    return Schedule.newBuilder(schedule).setPolicy(policy).build();
  }

  private static Schedule startsAnother(Schedule schedule) {
    ScheduleActionStartWorkflow action = (ScheduleActionStartWorkflow) schedule.getAction();
    return Schedule.newBuilder(schedule)
        .setAction(
            ScheduleActionStartWorkflow.newBuilder(action).setArguments("run nothing").build())
        .build();
  }
}
