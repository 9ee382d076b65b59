package dev.reveille.acceptance.faults;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.RunView;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.runlog.RunReader;
import dev.reveille.workflows.Queues;
import io.temporal.client.schedules.ScheduleClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The slots of many jobs on a real server, held against its runs. {@code -Dreveille.jobs=1000} is
 * the long form.
 */
class ManyJobsTest {
  private static final int JOBS = Integer.getInteger("reveille.jobs", 40);

  /** So that some eight runs begin in a second. */
  private static final Duration INTERVAL = Duration.ofSeconds(Math.max(8, JOBS / 8));

  private static final Duration GENEROUS = INTERVAL.multipliedBy(6).plusSeconds(180);
  private static final Set<String> FINAL = Set.of("ran", "skipped", "paused", "missed");

  @TempDir Path root;

  @Test
  void each_slot_of_each_job_has_one_outcome() throws Exception {
    List<String> jobs = IntStream.range(0, JOBS).mapToObj(n -> "job-" + n).toList();
    try (Rig rig = Rig.in(root)) {
      LedgerEye eye = LedgerEye.of(rig, root.resolve("told"));
      for (int n = 0; n < JOBS; n++) {
        write(rig, n);
      }
      Instant begun = Instant.now();
      rig.apply();
      Instant end = Instant.now().plus(INTERVAL.multipliedBy(3));
      rig.work();
      Deadline.await(
          "a slot of each job", GENEROUS, () -> eye.outcomes().keySet().containsAll(jobs));
      for (int n = 1; n < JOBS; n += 10) {
        rig.jobs().pause("job-" + n, "half of the time");
      }
      Deadline.await(
          () -> "outcomes up to " + end + ": " + undecided(eye, end),
          GENEROUS,
          () -> Instant.now().isAfter(end.plus(INTERVAL)) && undecided(eye, end).isEmpty());

      Map<String, Set<Instant>> ran = dueTimesOfRuns(rig, jobs);
      ScheduleClient schedules = eye.schedules();
      int slots = 0;
      Set<String> seen = new HashSet<>();
      for (String job : jobs) {
        List<ServedSlot> ofJob =
            eye.slots(job).stream().filter(slot -> slot.due().isBefore(end)).toList();
        assertThat(ofJob).as(job).hasSizeGreaterThanOrEqualTo(2);
        assertThat(ofJob.get(0).due())
            .isBeforeOrEqualTo(created(schedules, job).plus(INTERVAL))
            .isAfter(begun);
        assertThat(ofJob.get(ofJob.size() - 1).due().plus(INTERVAL)).isAfterOrEqualTo(end);
        LedgerEye.assertEachOnce(ofJob, INTERVAL);
        for (ServedSlot slot : ofJob) {
          assertThat(requireNonNull(ran.get(job)).contains(slot.due()))
              .as("a run of %s", slot)
              .isEqualTo(slot.outcome().equals("ran"));
          seen.add(slot.outcome());
        }
        slots += ofJob.size();
      }
      System.out.printf("%d slots of %d jobs: each one outcome%n", slots, JOBS);
      assertThat(seen).containsExactlyInAnyOrder("ran", "skipped", "paused");
      assertThat(eye.alerts()).isEmpty();
    }
  }

  /** Of ten jobs one is too slow for its schedule, and one will be paused. */
  private static void write(Rig rig, int n) {
    long slow = INTERVAL.toSeconds() + 2;
    rig.folder.shell(
        "job-" + n,
        n % 10 == 0 ? "sleep " + slow : "true",
        "schedule: {kind: every, every: %ds, stagger: %ds}\nisolation: none\ncatchup: 10m\n"
            .formatted(INTERVAL.toSeconds(), INTERVAL.toSeconds() / 2));
  }

  /** From when on the server promises due times: a crowded one makes a schedule when it can. */
  private static Instant created(ScheduleClient schedules, String job) {
    return schedules.getHandle(Queues.schedule(job)).describe().getInfo().getCreatedAt();
  }

  private static List<ServedSlot> undecided(LedgerEye eye, Instant end) {
    return eye.slots(null).stream()
        .filter(slot -> slot.due().isBefore(end) && !FINAL.contains(slot.outcome()))
        .toList();
  }

  /** When each run was due; an assertion that no slot has two. */
  private static Map<String, Set<Instant>> dueTimesOfRuns(Rig rig, List<String> jobs) {
    List<RunView> runs = rig.log.list(new RunReader.Query(null, null, null, 10_000));
    Map<String, Set<Instant>> due =
        jobs.stream().collect(Collectors.toMap(job -> job, job -> new HashSet<>()));
    for (RunView run : runs) {
      assertThat(requireNonNull(due.get(run.job())).add(run.due()))
          .as("a second run of %s", run.run())
          .isTrue();
    }
    return due;
  }
}
