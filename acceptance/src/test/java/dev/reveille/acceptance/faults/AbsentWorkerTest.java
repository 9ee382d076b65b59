package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.runlog.SlotReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that was away while runs came due. */
class AbsentWorkerTest {
  private static final int DUE = 12;
  private static final Duration CATCHUP = Duration.ofSeconds(10);
  private static final Duration RECORDED = Duration.ofSeconds(60);

  @TempDir Path root;

  @Test
  void late_runs_end_as_missed_and_those_within_catchup_run() throws Exception {
    String everySecond = "schedule: {kind: every, every: 1s, stagger: 0s}\noverlap: allowAll\n";
    try (Rig rig = Rig.in(root)) {
      rig.folder.shell("patient", "true", everySecond + "catchup: 10m\n");
      rig.folder.shell("hasty", "true", everySecond + "catchup: 10s\n");
      rig.apply();
      Deadline.await(
          "enough runs to be due, the first of them too late to catch up",
          Duration.ofSeconds(60),
          () -> waiting(rig, "patient") >= DUE && waiting(rig, "hasty") >= CATCHUP.toSeconds() + 5);
      List.of("patient", "hasty").forEach(job -> rig.jobs().pause(job, "enough"));
      long patients = waiting(rig, "patient");
      long hasties = waiting(rig, "hasty");

      Instant back = Instant.now();
      rig.work();

      List<RunView> patient = settled(rig, "patient", patients);
      assertThat(patient)
          .hasSizeGreaterThanOrEqualTo(DUE)
          .allSatisfy(run -> assertThat(run.verdict()).as(run.message()).isEqualTo("OK"));
      List<RunView> hasty = settled(rig, "hasty", hasties);
      List<RunView> late =
          hasty.stream().filter(run -> run.due().plus(CATCHUP).isBefore(back)).toList();
      assertThat(late).hasSizeGreaterThanOrEqualTo(3).allSatisfy(AbsentWorkerTest::assertMissed);
      assertThat(hasty).anySatisfy(run -> assertThat(run.verdict()).isEqualTo("OK"));
      assertThat(hasty).extracting(RunView::verdict).containsOnly("OK", "MISSED");
      assertEachSlotHasItsRun(rig, "patient", patient);
      assertEachSlotHasItsRun(rig, "hasty", hasty);
    }
  }

  private static void assertEachSlotHasItsRun(Rig rig, String job, List<RunView> runs) {
    Instant last = runs.get(runs.size() - 1).due();
    SlotReader.Query upToIt = new SlotReader.Query(job, null, last.plusMillis(1), 1_000);
    Deadline.await(
        () -> "an outcome of each slot: " + rig.log.slots().list(upToIt),
        RECORDED,
        () ->
            rig.log.slots().list(upToIt).stream()
                .map(ServedSlot::outcome)
                .allMatch(Set.of("ran", "missed")::contains));
    List<ServedSlot> slots = rig.log.slots().list(upToIt);
    assertThat(slots)
        .extracting(ServedSlot::due)
        .isEqualTo(runs.stream().map(RunView::due).toList());
    assertThat(slots)
        .extracting(ServedSlot::verdict)
        .isEqualTo(runs.stream().map(RunView::verdict).toList());
  }

  private static void assertMissed(RunView run) {
    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.verdict()).isEqualTo("MISSED");
    assertThat(run.message()).contains("no worker was there").contains("catchup is 10 s");
    assertThat(run.events())
        .extracting("event")
        .contains(EventType.MISSED)
        .doesNotContain(EventType.BOOT_STARTED, EventType.EFFECT);
  }

  private static List<RunView> settled(Rig rig, String job, long count) {
    Deadline.await(
        () -> count + " runs of " + job + " to be settled",
        RECORDED,
        () -> rig.runs(job).stream().filter(run -> run.verdict() != null).count() >= count);
    return rig.runs(job);
  }

  private static long waiting(Rig rig, String job) {
    return rig.server
        .client()
        .countWorkflows("ReveilleJob='" + job + "' AND ExecutionStatus='Running'")
        .getCount();
  }
}
