package dev.reveille.domain.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class GateTrialsTest {
  private static final int TRIALS = 200;
  private static final int FEWER = 100;
  private static final int SAMPLES = 20;
  private static final double NOISE = 0.08;

  @Test
  void builds_that_are_the_same_are_stopped_at_most_twice_in_a_hundred_times() {
    long stopped = LongStream.range(0, TRIALS).filter(seed -> !slower(seed, 1).isEmpty()).count();

    assertThat(stopped).isLessThanOrEqualTo(TRIALS * 2 / 100);
  }

  @Test
  void a_stage_that_takes_a_fifth_longer_is_caught_in_95_of_100_times() {
    long caught =
        LongStream.range(0, TRIALS)
            .filter(seed -> slower(seed, 1.2).stream().anyMatch(GateTrialsTest::isTheSlowed))
            .count();

    assertThat(caught).isGreaterThanOrEqualTo(TRIALS * 95 / 100);
  }

  @Test
  void a_build_that_is_the_same_is_stopped_as_seldom_by_the_baseline_of_another_day() {
    long stopped =
        LongStream.range(0, FEWER).filter(seed -> !slowerThanThen(seed, 1).isEmpty()).count();

    assertThat(stopped).isLessThanOrEqualTo(FEWER * 2 / 100);
  }

  @Test
  void a_stage_that_takes_a_third_longer_is_caught_by_the_baseline_of_another_day() {
    long caught =
        LongStream.range(0, FEWER)
            .filter(
                seed -> slowerThanThen(seed, 1.33).stream().anyMatch(GateTrialsTest::isTheSlowed))
            .count();

    assertThat(caught).isGreaterThanOrEqualTo(FEWER * 95 / 100);
  }

  private static boolean isTheSlowed(Contest contest) {
    return contest.cell().equals(BootingHost.CELLS.get(0))
        && "context".equals(contest.part().stage());
  }

  private static List<Contest> slower(long seed, double factor) {
    BootingHost.Both both = new BootingHost(seed, NOISE).rounds(SAMPLES, "context", factor);
    return Contests.of(both.now(), GateJudge.byCell(both.before()), true).slower();
  }

  private static List<Contest> slowerThanThen(long seed, double factor) {
    BootingHost.Both both = new BootingHost(seed, NOISE).days(SAMPLES, "context", factor);
    return Contests.of(both.now(), GateJudge.byCell(both.before()), false).slower();
  }
}
