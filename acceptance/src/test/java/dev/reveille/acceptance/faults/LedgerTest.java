package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.activities.ledger.TemporalSight;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.workflows.Queues;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each slot has one outcome, whatever is done to its schedule by hand. */
class LedgerTest {
  private static final Duration INTERVAL = Duration.ofSeconds(3);
  private static final Duration GENEROUS = Duration.ofSeconds(60);
  private static final String SCHEDULE = "schedule: {kind: every, every: 3s, stagger: 0s}\n";
  private static final List<String> DEEDS = List.of("pausing", "deleted", "changed");

  @TempDir Path root;

  @Test
  void every_slot_has_one_outcome_and_people_are_told_once() throws Exception {
    Path told = root.resolve("told");
    try (Rig rig = Rig.in(root)) {
      LedgerEye eye = LedgerEye.of(rig, told);
      rig.folder.shell("steady", "true", SCHEDULE + "overlap: allowAll\n");
      rig.folder.shell("slow", "sleep 7", SCHEDULE);
      DEEDS.forEach(job -> rig.folder.shell(job, "true", SCHEDULE + "overlap: allowAll\n"));
      rig.apply();
      rig.work();
      Deadline.await(
          () -> "a good slot of each job: " + eye.outcomes(),
          GENEROUS,
          () ->
              eye.outcomes().values().stream().filter(each -> each.contains("ran OK")).count()
                  == 5);

      eye.look();
      ScheduleClient schedules = eye.schedules();
      schedules.getHandle(Queues.schedule("pausing")).pause("by hand");
      schedules.getHandle(Queues.schedule("deleted")).delete();
      schedules
          .getHandle(Queues.schedule("changed"))
          .update(input -> new ScheduleUpdate(often(input.getDescription().getSchedule())));

      Deadline.await(
          () -> "what was done to be seen: " + eye.outcomes(),
          GENEROUS,
          () -> {
            eye.look();
            return eye.seen("pausing").contains("paused")
                && eye.seen("deleted").contains("missed")
                && eye.seen("changed").contains("missed")
                && eye.seen("slow").contains("skipped");
          });
      Deadline.await(
          () -> "alerts of two jobs: " + eye.alerts(),
          GENEROUS,
          () -> eye.alerted().containsAll(List.of("deleted", "changed")));

      for (String job : List.of("steady", "slow", "pausing", "deleted")) {
        LedgerEye.assertEachOnce(eye.slots(job), INTERVAL);
      }
      assertThat(eye.seen("steady")).doesNotContain("missed", "skipped", "paused");
      assertThat(eye.seen("slow")).doesNotContain("missed", "paused");
      assertThat(eye.slots("slow"))
          .filteredOn(slot -> slot.outcome().equals("skipped"))
          .allSatisfy(slot -> assertThat(slot.message()).contains("slow-20", "overlap: skip"));
      assertThat(eye.slots("changed")).extracting(ServedSlot::due).doesNotHaveDuplicates();
      assertThat(eye.alerted()).containsOnly("deleted", "changed");
      assertThat(eye.alerts()).doesNotHaveDuplicates();
      mendedByApply(eye);
    }
  }

  private static void mendedByApply(LedgerEye eye) {
    Instant before = Instant.now();
    eye.rig().apply();
    Deadline.await(
        () -> "good slots of what apply has mended: " + eye.outcomes(),
        GENEROUS,
        () -> {
          eye.look();
          return eye.ranSince("changed", before) && eye.ranSince("deleted", before);
        });
    assertThat(eye.schedules().getHandle(Queues.schedule("pausing")).describe())
        .matches(pausing -> pausing.getSchedule().getState().isPaused(), "still paused");
  }

  /** What the ledger closes a record with that nobody settled. */
  @Test
  void how_a_run_closed_can_be_read_from_temporal() throws Exception {
    try (Rig rig = Rig.in(root)) {
      rig.folder.shell("good", "true", "").shell("red", "exit 3", "");
      rig.apply();
      rig.work();
      RunKey good = rig.start("good");
      RunKey red = rig.start("red");
      RunView settledGood = rig.settled(good, GENEROUS);
      RunView settledRed = rig.settled(red, GENEROUS);
      rig.awaitEnd(good);
      rig.awaitEnd(red);
      TemporalSight sight = new TemporalSight(rig.server.stubs(), rig.server.namespace());

      assertThat(sight.closed(good).orElseThrow())
          .satisfies(closed -> assertThat(closed.verdict()).isEqualTo("OK"))
          .satisfies(closed -> assertThat(closed.message()).isEqualTo(settledGood.message()));
      assertThat(sight.closed(red).orElseThrow())
          .satisfies(closed -> assertThat(closed.verdict()).isEqualTo(settledRed.verdict()))
          .satisfies(closed -> assertThat(closed.status()).isEqualTo(RunStatus.FAILED));
      assertThat(sight.opened(good.workflowId(), settledGood.due()).orElseThrow())
          .satisfies(opened -> assertThat(opened.key()).isEqualTo(good))
          .satisfies(opened -> assertThat(opened.job()).isEqualTo("good"))
          .satisfies(opened -> assertThat(opened.definition()).isEqualTo(settledGood.definition()));
    }
  }

  private static Schedule often(Schedule schedule) {
    return Schedule.newBuilder(schedule)
        .setSpec(
            ScheduleSpec.newBuilder()
                .setIntervals(List.of(new ScheduleIntervalSpec(Duration.ofSeconds(7))))
                .build())
        .build();
  }
}
