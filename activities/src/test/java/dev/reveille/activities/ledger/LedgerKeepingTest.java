package dev.reveille.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.activities.lease.Runs;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.slot.ServedSlot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerKeepingTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String RAN = "ran";
  private static final String MISSED = "missed";

  @TempDir Path folder;

  private LedgerDesk desk;

  @BeforeEach
  void open() {
    desk = new LedgerDesk(folder);
    desk.server.apply(LedgerJobs.every("tick", MINUTE), desk.now());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void each_slot_from_the_jobs_creation_on_has_its_run() {
    desk.pass(MINUTE.multipliedBy(60));
    assertThat(desk.outcomes("tick", MINUTE)).hasSize(60).containsOnly(RAN);
    assertThat(desk.slots("tick"))
        .allSatisfy(slot -> assertThat(slot.verdict()).isEqualTo("OK"))
        .allSatisfy(slot -> assertThat(slot.run()).startsWith("tick-2026-11-21T1"));
    assertThat(desk.alerts).isEmpty();
    assertThat(desk.server.described).as("asked for once, when it was new").isEqualTo(1);
  }

  @Test
  void a_pause_and_its_end_are_seen() {
    desk.pass(MINUTE.multipliedBy(2));
    desk.server.pause("tick", true);
    desk.pass(MINUTE.multipliedBy(3));
    desk.server.pause("tick", false);
    desk.pass(MINUTE.multipliedBy(2));
    assertThat(desk.outcomes("tick", MINUTE))
        .containsExactly(RAN, RAN, "paused", "paused", "paused", RAN, RAN);
    assertThat(desk.alerts).isEmpty();
  }

  @Test
  void a_server_down_past_the_catchup_is_missed_and_told_once() {
    desk.pass(MINUTE.multipliedBy(2));
    desk.serverUp = false;
    desk.pass(MINUTE.multipliedBy(10));
    desk.serverUp = true;
    desk.pass(MINUTE.multipliedBy(10));
    List<String> outcomes = desk.outcomes("tick", MINUTE);
    assertThat(outcomes).hasSize(22);
    assertThat(outcomes.subList(2, 12)).containsOnly(MISSED);
    assertThat(outcomes.subList(12, 22)).containsOnly(RAN);
    assertThat(desk.alerts).as("at its return, and when it had passed the rest by").hasSize(2);
    assertThat(told()).isEqualTo(10);
    assertThat(desk.alerts.get(0).policy()).isEqualTo(AlertPolicy.to(List.of("oncall")));
    assertThat(desk.good)
        .as("good again, said once")
        .singleElement()
        .satisfies(report -> assertThat(report.item().due()).isEqualTo(minute(13)));
  }

  @Test
  void a_worker_that_was_away_finds_every_slot_and_leaves_the_telling_to_the_runs() {
    desk.server.apply(LedgerJobs.every("tick", MINUTE, all()), desk.now());
    desk.pass(MINUTE.multipliedBy(2));
    desk.workerUp = false;
    desk.pass(MINUTE.multipliedBy(60));
    desk.workerUp = true;
    desk.pass(MINUTE.multipliedBy(2));
    List<String> outcomes = desk.outcomes("tick", MINUTE);
    assertThat(outcomes).hasSize(64);
    assertThat(outcomes.stream().filter(MISSED::equals).count()).isBetween(55L, 58L);
    assertThat(outcomes).containsOnly(RAN, MISSED);
    assertThat(desk.alerts).isEmpty();
  }

  @Test
  void a_schedule_deleted_by_hand_is_told_within_a_minute_and_its_slots_go_on_being_missed() {
    desk.pass(MINUTE.multipliedBy(2));
    desk.server.remove("tick");
    desk.pass(MINUTE.plusSeconds(20));
    assertThat(desk.alerts)
        .singleElement()
        .satisfies(alert -> assertThat(alert.item().message()).contains("not in Temporal any more"))
        .satisfies(alert -> assertThat(alert.item().verdict()).isEqualTo("MISSED"));
    desk.pass(MINUTE.multipliedBy(3));
    assertThat(desk.outcomes("tick", MINUTE)).startsWith(RAN, RAN, MISSED, MISSED, MISSED);
    desk.server.apply(LedgerJobs.every("tick", MINUTE), desk.now());
    desk.pass(MINUTE.multipliedBy(2));
    assertThat(desk.outcomes("tick", MINUTE)).endsWith(MISSED, RAN, RAN);
  }

  @Test
  void a_schedule_that_an_apply_removes_promises_nothing_more() {
    desk.pass(MINUTE.multipliedBy(2));
    desk.look(List.of("tick"));
    desk.server.remove("tick");
    desk.pass(MINUTE.multipliedBy(5));
    assertThat(desk.outcomes("tick", MINUTE)).containsExactly(RAN, RAN);
    assertThat(desk.alerts).isEmpty();
  }

  @Test
  void times_changed_by_hand_miss_the_slots_of_the_job_file_and_show_what_ran_instead() {
    desk.pass(MINUTE.multipliedBy(2));
    desk.server.changeByHand("tick", Duration.ofSeconds(90), desk.now());
    desk.pass(MINUTE.multipliedBy(12));
    List<ServedSlot> slots = desk.slots("tick");
    assertThat(slots).extracting(ServedSlot::due).doesNotHaveDuplicates().isSorted();
    assertThat(slots)
        .filteredOn(slot -> slot.outcome().equals(MISSED))
        .hasSizeBetween(6, 8)
        .allSatisfy(slot -> assertThat(slot.message()).contains("changed in Temporal"));
    assertThat(slots)
        .filteredOn(slot -> slot.due().getEpochSecond() % 60 == 30)
        .isNotEmpty()
        .allSatisfy(slot -> assertThat(slot.outcome()).isEqualTo(RAN));
    assertThat(desk.alerts).isNotEmpty();
  }

  @Test
  void other_times_are_promised_from_the_moment_they_are_written_also_while_nobody_looks() {
    desk.pass(MINUTE.multipliedBy(2));
    desk.workerUp = false;
    desk.pass(MINUTE);
    desk.server.apply(LedgerJobs.every("tick", MINUTE.multipliedBy(5)), desk.now());
    desk.pass(MINUTE.multipliedBy(12));
    desk.workerUp = true;
    desk.pass(MINUTE);
    assertThat(desk.slots("tick"))
        .extracting(ServedSlot::due)
        .containsExactly(minute(1), minute(2), minute(3), minute(5), minute(10), minute(15));
  }

  @Test
  void a_run_that_goes_on_explains_the_slots_it_covers() {
    desk.runsEnd = false;
    desk.pass(MINUTE.multipliedBy(4));
    assertThat(desk.outcomes("tick", MINUTE))
        .containsExactly("running", "skipped", "skipped", "skipped");
    assertThat(desk.slots("tick").get(1).message()).contains("tick-2026-11-21T12:01:00Z");
    desk.runsEnd = true;
    desk.pass(MINUTE);
    assertThat(desk.outcomes("tick", MINUTE)).startsWith(RAN, "skipped").hasSize(5);
    assertThat(desk.alerts).isEmpty();
  }

  @Test
  void a_run_that_closed_without_settling_gets_the_verdict_it_closed_with_and_is_told() {
    desk.runsEnd = false;
    desk.pass(MINUTE);
    desk.server.closed(
        "tick-2026-11-21T12:01:00Z",
        new Runs.Closed(RunStatus.FAILED, "closed as failed", "BOOT_TIMEOUT", "It hung."));
    desk.pass(MINUTE.multipliedBy(2));
    assertThat(desk.slots("tick").get(0).verdict()).isEqualTo("BOOT_TIMEOUT");
    assertThat(desk.alerts)
        .singleElement()
        .satisfies(told -> assertThat(told.item().verdict()).isEqualTo("BOOT_TIMEOUT"));
  }

  @Test
  void a_closed_run_that_was_never_written_down_is_written_down() {
    desk.runsAreTaken = false;
    desk.pass(MINUTE);
    desk.server.closed(
        "tick-2026-11-21T12:01:00Z",
        new Runs.Closed(RunStatus.SUCCEEDED, "completed", "OK", "Done."));
    desk.pass(MINUTE.multipliedBy(4));
    assertThat(desk.slots("tick").get(0))
        .satisfies(slot -> assertThat(slot.verdict()).isEqualTo("OK"))
        .satisfies(slot -> assertThat(slot.runId()).isEqualTo("first"));
    assertThat(desk.alerts)
        .as("nobody takes up the runs after it")
        .isNotEmpty()
        .allSatisfy(told -> assertThat(told.item().verdict()).isEqualTo("QUEUED"));
  }

  @Test
  void a_clock_that_jumps_leaves_no_slot_out_and_says_none_twice() {
    desk.pass(MINUTE.multipliedBy(2));
    desk.jump(Duration.ofHours(3));
    desk.pass(MINUTE.multipliedBy(6));
    List<String> forward = desk.outcomes("tick", MINUTE);
    assertThat(forward)
        .hasSize(188)
        .startsWith(RAN, RAN, MISSED)
        .endsWith(MISSED, RAN, RAN, RAN, RAN, RAN, RAN);
    assertThat(told()).isEqualTo(180);
    int alerts = desk.alerts.size();

    desk.jump(Duration.ofHours(-1));
    desk.look(List.of());
    desk.jump(Duration.ofHours(1));
    desk.look(List.of());
    assertThat(desk.outcomes("tick", MINUTE)).isEqualTo(forward);
    assertThat(desk.alerts).hasSize(alerts);
  }

  @Test
  void a_thousand_jobs_are_looked_after_in_parts() {
    for (int i = 0; i < 1_000; i++) {
      desk.server.apply(LedgerJobs.every("job-" + i, MINUTE.multipliedBy(2)), desk.now());
    }
    desk.pass(MINUTE.multipliedBy(4));
    assertThat(desk.slots("tick")).hasSize(4);
    for (int i = 0; i < 1_000; i++) {
      assertThat(desk.outcomes("job-" + i, MINUTE.multipliedBy(2))).containsExactly(RAN, RAN);
    }
    assertThat(desk.server.described).isEqualTo(1_001);
  }

  private static dev.reveille.domain.job.Overlap all() {
    return dev.reveille.domain.job.Overlap.ALLOW_ALL;
  }

  /** How many missed slots the alerts speak of. */
  private int told() {
    return desk.alerts.stream()
        .map(report -> report.item().message())
        .mapToInt(
            message ->
                1
                    + (message.contains(" later slot")
                        ? Integer.parseInt(message.replaceFirst("(?s).* (\\d+) later slot.*", "$1"))
                        : 0))
        .sum();
  }

  private static Instant minute(int minute) {
    return Instant.parse("2026-11-21T12:00:00Z").plus(MINUTE.multipliedBy(minute));
  }
}
