package dev.reveille.bench.burst;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the burst. Its times are printed; only what is no matter of time is held. */
class BurstBenchTest {
  @TempDir Path folder;

  @Test
  void twenty_four_jobs_on_one_tick_cost_few_requests_more_than_they_need() throws Exception {
    List<Scenario> scenarios = List.of(Scenario.slots());
    try (Burst burst = new Burst(folder, 0.1, 24, scenarios)) {
      Outcome outcome = burst.run(scenarios.get(0));

      System.out.println(Outcome.table(List.of(outcome)));
      assertThat(outcome.good()).isEqualTo(Scenario.JOBS);
      assertThat(outcome.refused()).isLessThanOrEqualTo(3);
      assertThat(outcome.sent()).isEqualTo(Scenario.JOBS + outcome.refused());
    }
  }
}
