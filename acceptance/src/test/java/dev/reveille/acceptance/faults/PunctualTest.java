package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunView;
import dev.reveille.starter.schedule.NextTime;
import dev.reveille.starter.schedule.PromisedTimes;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowExecutionDescription;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many jobs on one tick, spread by the documented hash. */
@Tag("waits")
class PunctualTest {
  private static final Duration STAGGER = Duration.ofSeconds(5);
  private static final Duration INTERVAL = Duration.ofSeconds(20);
  private static final Duration LATE = Duration.ofMillis(1_500);

  @TempDir Path root;

  @Test
  void twenty_four_jobs_on_one_tick_start_when_the_hash_promised() throws Exception {
    List<String> jobs = IntStream.range(0, 24).mapToObj(n -> "tick-" + n).toList();
    try (Rig rig = Rig.in(root)) {
      for (String job : jobs) {
        rig.folder.shell(job, "true", "schedule: {kind: every, every: 20s, stagger: 5s}\n");
      }
      rig.apply();
      String namespaceId = namespaceId(rig);
      for (String job : jobs) {
        assertThat(rig.jobs().next(job, 5))
            .hasSize(5)
            .allSatisfy(
                next ->
                    assertThat(next.promised()).isEqualTo(promised(namespaceId, job, next.due())));
      }
      Instant tick = wholeTick(rig, jobs);
      rig.work();

      List<Duration> delays = new ArrayList<>();
      for (String job : jobs) {
        Deadline.await(
            () -> job + " to run at " + tick + "; it has " + rig.runs(job),
            Duration.ofSeconds(60),
            () -> rig.runs(job).stream().anyMatch(run -> isDone(run, tick)));
        RunView run = rig.runs(job).stream().filter(r -> isDone(r, tick)).findFirst().orElseThrow();
        WorkflowExecutionDescription started = rig.stub(Rig.key(run)).describe();
        delays.add(Duration.between(promised(namespaceId, job, tick), started.getStartTime()));
        assertThat(run.events().get(0).event()).isEqualTo(EventType.TRIGGERED);
        assertThat(run.verdict()).as(run.message()).isEqualTo("OK");
      }

      List<Duration> sorted = delays.stream().sorted().toList();
      assertThat(sorted.get(0)).isGreaterThanOrEqualTo(Duration.ZERO);
      assertThat(sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1)).isLessThanOrEqualTo(LATE);
    }
  }

  /** The first tick that comes after all schedules were made. */
  private static Instant wholeTick(Rig rig, List<String> jobs) {
    return jobs.stream()
        .map(job -> rig.jobs().next(job, 1).get(0))
        .map(NextTime::due)
        .max(Instant::compareTo)
        .orElseThrow()
        .plus(INTERVAL);
  }

  private static boolean isDone(RunView run, Instant due) {
    return run.due().equals(due) && run.verdict() != null;
  }

  private static Instant promised(String namespaceId, String job, Instant due) {
    return new PromisedTimes(namespaceId, "reveille/" + job, STAGGER).of(due, due.plus(INTERVAL));
  }

  private static String namespaceId(Rig rig) {
    return rig.server
        .stubs()
        .blockingStub()
        .describeNamespace(
            DescribeNamespaceRequest.newBuilder().setNamespace(rig.server.namespace()).build())
        .getNamespaceInfo()
        .getId();
  }
}
