package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;
import static dev.reveille.runlog.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.boothealth.BootSample.Ending;
import dev.reveille.domain.boothealth.BootSample.How;
import dev.reveille.domain.boothealth.BootSample.Stage;
import dev.reveille.domain.boothealth.HostFacts;
import dev.reveille.runlog.BootReader.Judged;
import dev.reveille.runlog.BootReader.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What boots took. */
abstract class BootContract extends PastContract {
  private static final HostFacts FACTS =
      new HostFacts(
          2,
          4L << 30,
          null,
          0.25,
          1.5,
          null,
          0.0,
          7L,
          NOON,
          NOON,
          "Java 17",
          "Debian 12",
          "Node 24");
  private static final Series ISOLATED = new Series("owner", "codex", "isolated", "den", How.START);

  @Test
  void a_boot_is_read_as_it_was_written_and_once() {
    BootSample sample = boot("a", "isolated", NOON, 812);
    log.boot(sample);
    log.boot(boot("a", "isolated", NOON, 4));
    assertThat(log.boots().samples(BootReader.Query.of("owner", null, 10))).containsExactly(sample);
    try (ReadableRunLog reader = RunLogs.openToRead(settings)) {
      assertThat(reader.boots().samples(BootReader.Query.of((String) null, NOON, 10))).hasSize(1);
    }
  }

  @Test
  void boots_are_found_by_target_time_and_who_wanted_them_newest_first() {
    BootSample first = boot("a", "isolated", NOON, 812);
    BootSample second = boot("b", "isolated", NOON.plusSeconds(1), 813);
    log.boot(first);
    log.boot(second);
    log.boot(boot("c", "session:旅", NOON, 814));
    assertThat(log.boots().samples(BootReader.Query.of(ISOLATED, NOON, 10)))
        .containsExactly(second, first);
    assertThat(log.boots().samples(BootReader.Query.of(ISOLATED, NOON.plusSeconds(1), 10)))
        .containsExactly(second);
    assertThat(
            log.boots()
                .samples(
                    new BootReader.Query(null, null, "session:旅", null, null, false, null, 10)))
        .hasSize(1);
    assertThat(
            log.boots().samples(new BootReader.Query(null, null, null, null, null, true, null, 10)))
        .isEmpty();
  }

  @Test
  void a_series_is_judged_until_a_new_boot_comes() {
    assertThat(log.boots().lastJudged(ISOLATED)).isNull();
    log.boot(boot("a", "isolated", NOON, 812));
    assertThat(log.boots().unjudged("owner", 10)).containsExactly(ISOLATED);
    log.bootsJudged(ISOLATED, NOON, Judged.NEAR_LIMIT);
    assertThat(log.boots().unjudged("owner", 10)).isEmpty();
    log.boot(boot("b", "isolated", NOON.plusSeconds(1), 812));
    assertThat(log.boots().unjudged("owner", 10)).containsExactly(ISOLATED);
    assertThat(log.boots().lastJudged(ISOLATED)).isEqualTo(Judged.NEAR_LIMIT);
  }

  @Test
  void the_jobs_that_boot_alike_are_known_on_whatever_host_they_do() {
    log.boot(boot("a", "isolated", NOON, 812));
    log.boot(boot("b", "isolated", NOON.plusSeconds(1), 812));
    log.boot(boot("c", "main", NOON, 812));
    Series elsewhere = new Series("owner", "codex", "isolated", "another-den", How.ATTACH);
    assertThat(log.boots().jobs(elsewhere, NOON)).containsExactly("nightly");
    assertThat(log.boots().jobs(ISOLATED, NOON.plusSeconds(2))).isEmpty();
    assertThat(log.boots().jobs(new Series("other", "codex", "main", "den", How.START), NOON))
        .isEmpty();
  }

  @Test
  void of_a_long_series_some_are_left_out_evenly_and_never_the_newest() {
    for (int i = 0; i < 120; i++) {
      log.boot(boot("r" + i, "isolated", NOON.plusSeconds(i), i));
    }
    List<Long> thinned =
        log.boots().thinned(ISOLATED, NOON, 30).stream().map(BootSample::millis).toList();
    assertThat(thinned).isSorted().hasSizeBetween(40, 50).contains(119L, 118L, 117L);
    assertThat(thinned.get(0)).isLessThan(5L);
    assertThat(log.boots().thinned(ISOLATED, NOON.plusSeconds(110), 30)).hasSize(10);
  }

  @Test
  void boots_outlive_their_runs_by_a_month() {
    log.boot(boot("old", "isolated", NOON.minus(Duration.ofDays(32)), 812));
    log.boot(boot("young", "isolated", NOON.minus(Duration.ofDays(30)), 813));
    while (log.prune(NOON) > 0) {
      assertThat(log.boots().samples(BootReader.Query.of("owner", null, 10))).hasSize(1);
    }
    assertThat(log.boots().samples(BootReader.Query.of("owner", null, 10)))
        .extracting(BootSample::millis)
        .containsExactly(813L);
  }

  private static BootSample boot(String run, String target, Instant at, long millis) {
    return new BootSample(
        key(run),
        1,
        at,
        "owner",
        "nightly",
        "codex",
        target,
        "den",
        false,
        How.START,
        Ending.READY,
        millis,
        60_000,
        0.7,
        null,
        List.of(new Stage("spawn", 20), new Stage("session", millis)),
        "codex 2.6.0",
        FACTS);
  }
}
