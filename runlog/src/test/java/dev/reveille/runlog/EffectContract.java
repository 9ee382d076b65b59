package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;
import static dev.reveille.runlog.Samples.chunk;
import static dev.reveille.runlog.Samples.event;
import static dev.reveille.runlog.Samples.key;
import static dev.reveille.runlog.Samples.modelCall;
import static dev.reveille.runlog.Samples.opened;
import static dev.reveille.runlog.Samples.settled;
import static dev.reveille.runlog.Samples.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The mark that work was begun. */
abstract class EffectContract extends TimelineContract {
  @Test
  void an_effect_counts_for_its_whole_chain_and_no_other() {
    RunKey first = new RunKey("w", "r1");
    RunKey reset = new RunKey("w", "r2");
    RunKey other = new RunKey("w", "r3");
    log.open(opened(first, "job", NOON));
    assertThat(log.effectRecorded("w", "r1")).isFalse();
    assertThat(log.effect(first, 1, "spawn", NOON, "h")).isTrue();
    assertThat(log.effect(first, 1, "spawn", NOON, "h")).isFalse();
    assertThat(log.effect(first, 2, "spawn", NOON, "h")).isTrue();
    log.open(opened(reset, "r1", "job", NOON));
    log.open(opened(other, "job", NOON));
    assertThat(log.effectRecorded("w", "r1")).isTrue();
    assertThat(log.effectRecorded("w", "r3")).as("another chain of the same id").isFalse();
    assertThat(log.effectRecorded("v", "r1")).isFalse();
  }

  @Test
  void an_effect_in_a_later_run_of_the_chain_counts() {
    log.open(opened(new RunKey("w", "r1"), "job", NOON));
    log.open(opened(new RunKey("w", "r2"), "r1", "job", NOON));
    log.effect(new RunKey("w", "r2"), 1, "spawn", NOON, "h");
    assertThat(log.effectRecorded("w", "r1")).isTrue();
  }

  @Test
  void an_effect_without_a_head_counts_for_every_chain_of_its_id() {
    log.effect(new RunKey("w", "r9"), 1, "spawn", NOON, "h");
    assertThat(log.effectRecorded("w", "r1")).isTrue();
    assertThat(log.effectRecorded("v", "r1")).isFalse();
  }

  @Test
  void exactly_one_of_many_at_once_makes_the_mark_and_the_settling() throws Exception {
    RunKey key = key("race");
    try (JdbcRunLog second = RunLogs.open(settings)) {
      List<Callable<Boolean>> marks = new ArrayList<>();
      CyclicBarrier together = new CyclicBarrier(8);
      for (int i = 0; i < 8; i++) {
        JdbcRunLog mine = i % 2 == 0 ? log : second;
        String verdict = "V" + i;
        marks.add(
            () -> {
              together.await();
              mine.open(opened(key, "job", NOON));
              mine.event(key, event(NOON, EventType.BOOT_STARTED, 1));
              mine.modelCall(modelCall(key, 1, "m", true));
              mine.toolCall(toolCall(key, "t", "completed"));
              mine.output(List.of(chunk(key, 1, 1, "out", "x"), chunk(key, 1, 2, "out", "y")));
              mine.settle(settled(key, RunStatus.FAILED, verdict, NOON));
              return mine.effect(key, 1, "spawn", NOON, "h");
            });
      }
      assertThat(atOnce(marks)).containsOnlyOnce(true);
    }
    RunView run = log.find(key, 10).orElseThrow();
    assertThat(run.events()).hasSize(2);
    assertThat(text(run)).isEqualTo("xy");
    assertThat(run.verdict()).startsWith("V");
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> task : threads.invokeAll(tasks)) {
        results.add(task.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
