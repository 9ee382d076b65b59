package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.drill.ProviderScript;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of a worker at seeded moments while it boots and executes, again and again, and a
 * new one on the same data folder each time. {@code -Dreveille.kills=20} kills more often than the
 * build does, {@code -Dreveille.seed=N} at other moments; the table is printed.
 */
@Tag("waits")
class WorkerKillTest {
  private static final int KILLS = Integer.getInteger("reveille.kills", 3);
  private static final long SEED = Long.getLong("reveille.seed", 1);

  /** From start to end a run here takes about as long. */
  private static final Duration LIFE = Duration.ofMillis(4_500);

  private static final Duration AT_ONCE = Duration.ofSeconds(5);
  private static final Duration SETTLED = Duration.ofSeconds(150);
  private static final String FAMILY = "--children 1 --daemons 1 --ignore-sigterm ";

  @TempDir Path root;

  private record Victim(int kill, String job, RunKey run, RunStatus atKill) {}

  @Test
  void every_run_ends_once_for_the_right_reason_and_nothing_outlives_its_worker() throws Exception {
    ProviderScript slow = ProviderScript.pleasant().latency(Duration.ofMillis(1_500));
    List<Victim> victims = new ArrayList<>();
    StringBuilder table = new StringBuilder("| kill | after ms | run | was | verdict | boots |\n");
    try (Rig rig = Rig.in(root, slow)) {
      for (int kill = 0; kill < KILLS; kill++) {
        writeJobs(rig, kill);
      }
      rig.apply();
      long[] moments = moments();
      WorkerProcess worker = rig.workApart();
      try {
        for (int kill = 0; kill < KILLS; kill++) {
          List<RunKey> runs = jobs(kill).stream().map(job -> rig.start(job)).toList();
          LockSupport.parkNanos(Duration.ofMillis(moments[kill]).toNanos());
          worker.kill();
          for (int n = 0; n < runs.size(); n++) {
            victims.add(victim(rig, kill, jobs(kill).get(n), runs.get(n)));
          }
          WorkerProcess killed = worker;
          awaitNone(() -> Orphans.of("boxed-" + killedNow(victims), killed.process().pid()));
          worker = rig.workApart();
          awaitNone(() -> Orphans.ofWorker(killed.process().pid()));
          assertThat(worker.ready()).contains("blind to without bubblewrap");
        }
        for (Victim victim : victims) {
          RunView end = rig.settled(victim.run(), SETTLED);
          table.append(line(victim, moments[victim.kill()], end));
        }
        for (Victim victim : victims) {
          assertRightEnd(rig, victim, rig.view(victim.run()));
        }
      } finally {
        worker.close();
        System.out.println(table);
      }
    }
  }

  private static int killedNow(List<Victim> victims) {
    return victims.get(victims.size() - 1).kill();
  }

  /** One in each equal part of a run's life, so that few kills too hit boots and executions. */
  private static long[] moments() {
    Random random = new Random(SEED);
    long[] moments = new long[KILLS];
    for (int kill = 0; kill < KILLS; kill++) {
      moments[kill] = (long) ((kill + random.nextDouble()) * LIFE.toMillis() / KILLS);
    }
    return moments;
  }

  private void writeJobs(Rig rig, int kill) {
    String patient = "boot: {timeout: 20s, retry: {maxAttempts: 3, initialInterval: 200ms}}\n";
    rig.folder
        .agent("boxed-" + kill, FAMILY + "--stage-delay session/new=600ms", patient)
        .agent("bare-" + kill, FAMILY, patient + "isolation: none\n")
        .shell("script-" + kill, "echo ran >> " + ran(kill) + "; sleep 2", "");
  }

  private static List<String> jobs(int kill) {
    return List.of("boxed-" + kill, "bare-" + kill, "script-" + kill);
  }

  private Path ran(int kill) {
    return root.resolve("ran-" + kill);
  }

  private static Victim victim(Rig rig, int kill, String job, RunKey run) {
    RunStatus atKill = rig.log.find(run, 0).map(RunView::status).orElse(RunStatus.QUEUED);
    return new Victim(kill, job, run, atKill);
  }

  private static void awaitNone(Supplier<List<String>> orphans) {
    Deadline.await(
        () -> "no process of the killed worker: " + orphans.get(),
        AT_ONCE,
        () -> orphans.get().isEmpty());
  }

  private void assertRightEnd(Rig rig, Victim victim, RunView end) throws IOException {
    long done = victim.job().startsWith("script") ? lines(victim) : prompts(rig, victim.job());
    boolean effect = end.events().stream().anyMatch(e -> e.event() == EventType.EFFECT);
    assertThat(done).as("times that %s did its work", end).isLessThanOrEqualTo(1);
    assertThat(end.verdict()).as(end.toString()).isIn("OK", "HOST_LOST");
    if ("OK".equals(end.verdict())) {
      assertThat(done).as(end.toString()).isEqualTo(1);
    } else {
      // Later kills hit a run that boots again, too: after its third lost host it gives up.
      assertThat(end.message()).contains(effect ? "not repeated" : "number 3 in a row");
    }
    Deadline.await(
        () -> victim + " to be closed",
        AT_ONCE,
        () ->
            rig.stub(victim.run()).describe().getStatus()
                == ("OK".equals(end.verdict())
                    ? WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED
                    : WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED));
    assertThat(rig.runs(victim.job())).hasSize(1);
  }

  private long lines(Victim victim) throws IOException {
    Path file = ran(victim.kill());
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private static long prompts(Rig rig, String job) {
    return rig.provider.requests().stream()
        .filter(request -> request.body().toString().contains("Do the work of " + job + "."))
        .count();
  }

  private static String line(Victim victim, long moment, RunView end) {
    int boots = end.boot() == null ? 0 : end.boot().attempts();
    return "| %d | %d | %s | %s | %s | %d |%n"
        .formatted(victim.kill() + 1, moment, victim.job(), victim.atKill(), end.verdict(), boots);
  }
}
