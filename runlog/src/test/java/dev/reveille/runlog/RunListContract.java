package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;
import static dev.reveille.runlog.Samples.chunk;
import static dev.reveille.runlog.Samples.event;
import static dev.reveille.runlog.Samples.key;
import static dev.reveille.runlog.Samples.opened;
import static dev.reveille.runlog.Samples.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which runs are found, and which are let go. */
abstract class RunListContract extends RunRecordContract {
  @Test
  void a_list_is_newest_first_without_events_and_text() {
    for (int i = 1; i <= 3; i++) {
      RunKey key = key("run-" + i);
      log.open(opened(key, "job", NOON.plusSeconds(i)));
      log.event(key, event(NOON, EventType.BOOT_STARTED, 1));
      log.output(List.of(chunk(key, 1, 1, "out", "said")));
    }
    List<RunView> runs = log.list(ALL);
    assertThat(runs).extracting(RunView::run).containsExactly("run-3", "run-2", "run-1");
    assertThat(runs).allSatisfy(run -> assertThat(run.events()).isEmpty());
    assertThat(runs)
        .allSatisfy(run -> assertThat(run.output()).isEqualTo(new RunView.Output(4, null)));
    assertThat(runs).extracting(RunView::status).containsOnly(RunStatus.BOOTING);
  }

  @Test
  void a_list_is_chosen_by_job_verdict_and_time() {
    for (int i = 0; i < 8; i++) {
      RunKey key = key("run-" + i);
      log.open(opened(key, i % 2 == 0 ? "even" : "odd", NOON.plusSeconds(i)));
      if (i < 4) {
        log.settle(settled(key, RunStatus.FAILED, "BOOT_TIMEOUT", NOON));
      }
    }
    assertThat(names(new RunReader.Query("even", null, null, 100)))
        .containsExactly("run-6", "run-4", "run-2", "run-0");
    assertThat(names(new RunReader.Query(null, "BOOT_TIMEOUT", null, 100)))
        .containsExactly("run-3", "run-2", "run-1", "run-0");
    assertThat(names(new RunReader.Query("odd", "BOOT_TIMEOUT", NOON.plusSeconds(2), 100)))
        .containsExactly("run-3");
    assertThat(names(new RunReader.Query(null, null, NOON.plusSeconds(6), 100)))
        .containsExactly("run-7", "run-6");
    assertThat(names(new RunReader.Query(null, null, null, 2))).containsExactly("run-7", "run-6");
    assertThat(names(new RunReader.Query("nobody", null, null, 2))).isEmpty();
  }

  @Test
  void the_last_ends_of_a_job_leave_out_the_run_itself_and_what_says_nothing_of_the_job() {
    RunStatus[] ends = {
      RunStatus.FAILED, RunStatus.SUCCEEDED, RunStatus.CANCELLED, RunStatus.SKIPPED
    };
    for (int i = 0; i < ends.length; i++) {
      log.open(opened(key("run-" + i), "job", NOON.plusSeconds(i)));
      log.settle(settled(key("run-" + i), ends[i], "OK", NOON));
    }
    log.open(opened(key("under-way"), "job", NOON.plusSeconds(9)));
    log.open(opened(key("another"), "other", NOON.plusSeconds(9)));
    log.settle(settled(key("another"), RunStatus.FAILED, "BOOT_TIMEOUT", NOON));

    assertThat(log.lastEnds("job", key("under-way"), 5))
        .containsExactly(RunStatus.SUCCEEDED, RunStatus.FAILED);
    assertThat(log.lastEnds("job", key("under-way"), 1)).containsExactly(RunStatus.SUCCEEDED);
    assertThat(log.lastEnds("job", key("run-1"), 5)).containsExactly(RunStatus.FAILED);
    assertThat(log.lastEnds("nobody", key("run-1"), 5)).isEmpty();
  }

  @Test
  void a_run_is_named_by_id_prefix_or_id_and_run_id() {
    RunKey first = new RunKey("twice-22:00", "aaaa");
    RunKey second = new RunKey("twice-22:00", "bbbb");
    RunKey slash = new RunKey("group/once-22:00", "cccc");
    RunKey longer = new RunKey("twice-22:00:30", "dddd");
    log.open(opened(first, "twice", NOON));
    log.open(opened(second, "aaaa", "twice", NOON.plusSeconds(1)));
    log.open(opened(slash, "group/once", NOON));
    log.open(opened(longer, "twice", NOON));

    assertThat(log.resolve("twice-22:00")).containsExactly(second, first);
    assertThat(log.resolve("twice-22:00/aaaa")).containsExactly(first);
    assertThat(log.resolve("twice-22:00/none")).isEmpty();
    assertThat(log.resolve("group/once-22:00")).containsExactly(slash);
    assertThat(log.resolve("group/once-22:00/cccc")).containsExactly(slash);
    assertThat(log.resolve("group/o")).containsExactly(slash);
    assertThat(log.resolve("twice-22:00:")).containsExactly(longer);
    assertThat(log.resolve("twice-2")).as("two workflow ids begin so").isEmpty();
    assertThat(log.resolve("%")).isEmpty();
    assertThat(log.find(first, 0).orElseThrow().run()).isEqualTo("twice-22:00/aaaa");
    assertThat(log.find(longer, 0).orElseThrow().run()).isEqualTo("twice-22:00:30");
    assertThat(names(ALL))
        .containsExactlyInAnyOrder(
            "twice-22:00/aaaa", "twice-22:00/bbbb", "group/once-22:00", "twice-22:00:30");
  }

  @Test
  void open_runs_are_oldest_first() {
    for (int i = 0; i < 4; i++) {
      log.open(opened(key("r" + i), "job", NOON.plusSeconds(i)));
    }
    log.settle(settled(key("r1"), RunStatus.SUCCEEDED, "OK", NOON));
    assertThat(log.open(NOON.plusSeconds(3), 10)).containsExactly(key("r0"), key("r2"));
    assertThat(log.open(NOON.plusSeconds(9), 1)).containsExactly(key("r0"));
  }

  @Test
  void pruning_takes_whole_old_runs_and_leaves_what_still_counts() {
    Instant old = NOON.minus(Duration.ofDays(40));
    for (int i = 0; i < 250; i++) {
      RunKey key = key("old-" + i);
      log.open(opened(key, "job", old));
      log.event(key, event(old, EventType.BOOT_STARTED, 1));
      log.output(List.of(chunk(key, 1, 1, "out", "x")));
      log.settle(settled(key, RunStatus.SUCCEEDED, "OK", old));
    }
    log.open(opened(key("open"), "job", old));
    log.open(opened(key("new"), "job", NOON));
    log.settle(settled(key("new"), RunStatus.SUCCEEDED, "OK", NOON));
    RunKey chained = new RunKey("chain", "r1");
    log.open(opened(chained, "job", old));
    log.effect(chained, 1, "spawn", old, "h");
    log.settle(settled(chained, RunStatus.FAILED, "HOST_LOST", old));
    log.open(opened(new RunKey("chain", "r2"), "r1", "job", NOON));
    log.event(key("headless"), event(old, EventType.BOOT_STARTED, 1));

    Instant before = NOON.minus(Duration.ofDays(30));
    assertThat(log.prune(before)).as("a little at a time").isBetween(1, 50);
    assertThat(1 + pruned(before)).as("all in the end").isGreaterThan(200);

    assertThat(names(ALL)).containsExactlyInAnyOrder("open", "new", "chain/r1", "chain/r2");
    assertThat(log.effectRecorded("chain", "r1")).isTrue();
    assertThat(log.output(key("old-7"), 0, 0, 1)).isEmpty();
  }
}
