package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.activities.ledger.TemporalSight;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.runlog.SlotReader;
import dev.reveille.workflows.Ledger;
import dev.reveille.workflows.Queues;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
      tellInto(rig, told);
      rig.folder.shell("steady", "true", SCHEDULE + "overlap: allowAll\n");
      rig.folder.shell("slow", "sleep 7", SCHEDULE);
      DEEDS.forEach(job -> rig.folder.shell(job, "true", SCHEDULE + "overlap: allowAll\n"));
      rig.apply();
      rig.work();
      Deadline.await(
          () -> "a good slot of each job: " + outcomes(rig),
          GENEROUS,
          () ->
              outcomes(rig).values().stream().filter(each -> each.contains("ran OK")).count() == 5);

      look(rig);
      ScheduleClient schedules = schedules(rig);
      schedules.getHandle(Queues.schedule("pausing")).pause("by hand");
      schedules.getHandle(Queues.schedule("deleted")).delete();
      schedules
          .getHandle(Queues.schedule("changed"))
          .update(input -> new ScheduleUpdate(often(input.getDescription().getSchedule())));

      Deadline.await(
          () -> "what was done to be seen: " + outcomes(rig),
          GENEROUS,
          () -> {
            look(rig);
            return seen(rig, "pausing").contains("paused")
                && seen(rig, "deleted").contains("missed")
                && seen(rig, "changed").contains("missed")
                && seen(rig, "slow").contains("skipped");
          });
      Deadline.await(
          () -> "alerts of two jobs: " + lines(told),
          GENEROUS,
          () -> jobs(lines(told)).containsAll(List.of("deleted", "changed")));

      for (String job : List.of("steady", "slow", "pausing", "deleted")) {
        assertEachOnce(slots(rig, job));
      }
      assertThat(seen(rig, "steady")).doesNotContain("missed", "skipped", "paused");
      assertThat(seen(rig, "slow")).doesNotContain("missed", "paused");
      assertThat(slots(rig, "slow"))
          .filteredOn(slot -> slot.outcome().equals("skipped"))
          .allSatisfy(slot -> assertThat(slot.message()).contains("slow-20", "overlap: skip"));
      assertThat(slots(rig, "changed")).extracting(ServedSlot::due).doesNotHaveDuplicates();
      assertThat(jobs(lines(told))).containsOnly("deleted", "changed");
      assertThat(lines(told)).doesNotHaveDuplicates();
      mendedByApply(rig);
    }
  }

  private static void mendedByApply(Rig rig) {
    Instant before = Instant.now();
    rig.apply();
    Deadline.await(
        () -> "good slots of what apply has mended: " + outcomes(rig),
        GENEROUS,
        () -> {
          look(rig);
          return ranSince(rig, "changed", before) && ranSince(rig, "deleted", before);
        });
    assertThat(schedules(rig).getHandle(Queues.schedule("pausing")).describe())
        .matches(pausing -> pausing.getSchedule().getState().isPaused(), "still paused");
  }

  private static boolean ranSince(Rig rig, String job, Instant since) {
    return slots(rig, job).stream()
        .anyMatch(slot -> slot.due().isAfter(since) && "OK".equals(slot.verdict()));
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

  private static void tellInto(Rig rig, Path told) throws IOException {
    Path file = rig.folder.dir().resolve("reveille.yaml");
    String channel = "alerts: {all: {kind: command, command: [sh, -c, \"cat >> " + told + "\"]}}\n";
    rig.folder.write("reveille.yaml", Files.readString(file) + channel);
  }

  private static Schedule often(Schedule schedule) {
    return Schedule.newBuilder(schedule)
        .setSpec(
            ScheduleSpec.newBuilder()
                .setIntervals(List.of(new ScheduleIntervalSpec(Duration.ofSeconds(7))))
                .build())
        .build();
  }

  private static void assertEachOnce(List<ServedSlot> slots) {
    for (int i = 1; i < slots.size(); i++) {
      Instant before = slots.get(i - 1).due();
      assertThat(slots.get(i).due()).as("after %s", before).isEqualTo(before.plus(INTERVAL));
    }
  }

  /** Makes the ledger look now, which it does every 20 seconds by itself. */
  private static void look(Rig rig) {
    rig.server
        .client()
        .newWorkflowStub(Ledger.class, Queues.ledger(JobFolderOnDisk.OWNER))
        .leaving(List.of());
  }

  private static ScheduleClient schedules(Rig rig) {
    return ScheduleClient.newInstance(
        rig.server.stubs(),
        ScheduleClientOptions.newBuilder().setNamespace(rig.server.namespace()).build());
  }

  private static List<ServedSlot> slots(Rig rig, String job) {
    return rig.log.slots().list(new SlotReader.Query(job, null, Instant.now(), 10_000));
  }

  private static List<String> seen(Rig rig, String job) {
    return slots(rig, job).stream().map(ServedSlot::outcome).toList();
  }

  /** Outcomes by job, with the verdict of what ran. */
  private static Map<String, List<String>> outcomes(Rig rig) {
    Map<String, List<String>> all = new TreeMap<>();
    all.putAll(
        rig.log.slots().list(new SlotReader.Query(null, null, Instant.now(), 10_000)).stream()
            .collect(
                Collectors.groupingBy(
                    ServedSlot::job,
                    Collectors.mapping(
                        slot ->
                            slot.outcome() + (slot.verdict() == null ? "" : " " + slot.verdict()),
                        Collectors.toList()))));
    return all;
  }

  private static List<String> lines(Path told) {
    try {
      return Files.exists(told) ? Files.readAllLines(told) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> jobs(List<String> alerts) {
    return alerts.stream()
        .map(alert -> alert.replaceFirst(".*\"job\":\"([^\"]*)\".*", "$1"))
        .distinct()
        .toList();
  }
}
