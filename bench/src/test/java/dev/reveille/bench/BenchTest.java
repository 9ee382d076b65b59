package dev.reveille.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the bench. Its figures are printed; only what is no matter of time is held. */
class BenchTest {
  @TempDir static Path folder;

  private static Site site;

  @BeforeAll
  static void start() throws Exception {
    Bench.quiet();
    site = new Site(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    site.close();
  }

  @Test
  void a_run_has_few_history_events() {
    HistoryEvents events = HistoryEvents.count(site);

    System.out.println(events);
    assertThat(events.bare()).isEqualTo(17);
    assertThat(events.reveille()).isLessThanOrEqualTo(HistoryEvents.GOAL);
  }

  @Test
  void all_runs_under_load_are_good() throws Exception {
    RunLoad load = RunLoad.measure(site, 6, 1, 12);

    System.out.println(load);
    assertThat(load.runs()).isEqualTo(5 * 12);
    assertThat(site.log().open(Instant.now(), 1000)).isEmpty();
  }

  @Test
  void jobs_applied_twice_are_written_once() throws Exception {
    ApplySpeed speed = ApplySpeed.measure(site, 1, 30);

    System.out.println(speed);
    assertThat(speed.wroteAgain()).isFalse();
  }

  @Test
  void every_schedule_runs_on_its_tick() throws Exception {
    StartDelay delay = StartDelay.measure(site, Duration.ofSeconds(4), 2);

    System.out.println(delay);
    assertThat(delay.reveille()).hasSizeGreaterThanOrEqualTo(StartDelay.SCHEDULES);
    assertThat(delay.bare()).hasSizeGreaterThanOrEqualTo(StartDelay.SCHEDULES);
  }
}
