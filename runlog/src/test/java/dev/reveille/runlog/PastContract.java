package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;
import static dev.reveille.runlog.Samples.key;
import static dev.reveille.runlog.Samples.opened;
import static dev.reveille.runlog.Samples.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.volume.GoodRun;
import dev.reveille.domain.volume.Volumes;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What good runs amounted to. */
abstract class PastContract extends EvidenceContract {
  private static final Volumes ALL_COUNTED = new Volumes(5_000_000_000L, 0L, 3L, 1_200L, 812L);
  private static final Volumes FEW_COUNTED = new Volumes(7L, null, null, null, 812L);

  @Test
  void the_past_of_a_lineage_is_newest_first_and_nobody_elses() {
    log.goodRun(key("a"), "job", "sha256:1", good(NOON, FEW_COUNTED));
    log.goodRun(key("b"), "job", "sha256:1", good(NOON.plusSeconds(9), ALL_COUNTED));
    log.goodRun(key("c"), "job", "sha256:2", good(NOON, ALL_COUNTED));
    log.goodRun(key("d"), "other", "sha256:1", good(NOON, ALL_COUNTED));

    assertThat(log.goodRuns("job", "sha256:1"))
        .containsExactly(good(NOON.plusSeconds(9), ALL_COUNTED), good(NOON, FEW_COUNTED));
    assertThat(log.goodRuns("job", "sha256:3")).isEmpty();
    try (ReadableRunLog reader = RunLogs.openToRead(settings)) {
      assertThat(reader.goodRuns("job", "sha256:2")).containsExactly(good(NOON, ALL_COUNTED));
    }
  }

  @Test
  void a_run_is_added_once() {
    log.goodRun(key("a"), "job", "sha256:1", good(NOON, FEW_COUNTED));
    log.goodRun(key("a"), "job", "sha256:1", good(NOON, ALL_COUNTED));

    assertThat(log.goodRuns("job", "sha256:1")).containsExactly(good(NOON, FEW_COUNTED));
  }

  @Test
  void of_a_long_past_the_newest_five_hundred_are_kept() {
    log.goodRun(key("elsewhere"), "job", "sha256:2", good(NOON, FEW_COUNTED));
    for (int i = 0; i < 503; i++) {
      log.goodRun(key("r" + i), "job", "sha256:1", good(NOON.plusSeconds(i), FEW_COUNTED));
    }

    assertThat(log.goodRuns("job", "sha256:1"))
        .hasSize(500)
        .startsWith(good(NOON.plusSeconds(502), FEW_COUNTED))
        .endsWith(good(NOON.plusSeconds(3), FEW_COUNTED));
    assertThat(log.goodRuns("job", "sha256:2")).hasSize(1);
  }

  @Test
  void a_past_outlives_its_runs_and_ends_a_year_later() {
    Instant old = NOON.minus(Duration.ofDays(40));
    log.open(opened(key("old"), "job", old));
    log.settle(settled(key("old"), RunStatus.SUCCEEDED, "OK", old));
    log.goodRun(key("old"), "job", "sha256:1", good(old, FEW_COUNTED));
    Instant ancient = NOON.minus(Duration.ofDays(431));
    log.goodRun(key("ancient"), "job", "sha256:1", good(ancient, FEW_COUNTED));

    pruned(NOON.minus(Duration.ofDays(30)));

    assertThat(log.find(key("old"), 0)).isEmpty();
    assertThat(log.goodRuns("job", "sha256:1")).containsExactly(good(old, FEW_COUNTED));
  }

  private static GoodRun good(Instant due, Volumes volumes) {
    return new GoodRun(due, volumes);
  }
}
