package dev.reveille.domain.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.run.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GateJudgeTest {
  private static final Cell CELL = new Cell("codex", "isolated");

  @Test
  void nothing_measured_lets_nothing_in() {
    assertThat(GateJudge.judge(List.of(), List.of(), false, 20).passed()).isFalse();
    assertThat(codes(judged(series(List.of()), 20))).containsExactly("NO_SAMPLES");
  }

  @Test
  void boots_that_nobody_made_are_missing_samples() {
    List<Boot> boots = boots(19, 500);
    boots.add(Boot.notMade("no seat"));

    CellJudgement judged = judged(series(boots), 20);

    assertThat(judged.passed()).isFalse();
    assertThat(judged.findings())
        .extracting(Finding::message)
        .containsExactly("only 19 of 20 boots were made.");
  }

  @Test
  void one_hung_boot_among_many_good_ones_stops_a_build_and_its_stage_is_named() {
    List<Boot> boots = boots(19, 500);
    boots.add(Boot.hung(60_000, Map.of("spawn", 10L), "context", "hung"));

    CellJudgement judged = judged(series(boots), 20);

    assertThat(judged.passed()).isFalse();
    assertThat(judged.findings())
        .extracting(Finding::message)
        .containsExactly("1 of 20 boots were not ready within 1 min, 1 in stage context.");
  }

  @Test
  void one_failed_boot_stops_a_build_and_says_why() {
    List<Boot> boots = boots(19, 500);
    boots.add(new Boot(Boot.Outcome.BOOT_FAILED, 12, Map.of(), null, "no such program"));

    assertThat(judged(series(boots), 20).findings())
        .containsExactly(
            new Finding(
                "BOOT_FAILED", Finding.Severity.FAIL, "1 of 20 boots failed. no such program."));
  }

  @Test
  void boots_near_their_limit_stop_a_build_without_any_baseline() {
    assertThat(judged(series(boots(20, 41_999)), 20).passed()).isTrue();
    assertThat(codes(judged(series(boots(20, 42_000)), 20))).containsExactly("NEAR_LIMIT");
  }

  @Test
  void one_slow_boot_of_twenty_is_not_the_p95() {
    List<Boot> boots = boots(19, 500);
    boots.add(boot(50_000));

    assertThat(judged(series(boots), 20).passed()).isTrue();
  }

  @Test
  void a_build_that_is_slower_as_a_whole_is_stopped_by_ranks_and_interval() {
    Judgement judgement =
        GateJudge.judge(
            List.of(series(boots(20, 1_300))), List.of(series(boots(20, 1_000))), false, 20);

    Comparison whole = judgement.cells().get(0).comparisons().get(0);
    assertThat(whole.stage()).isNull();
    assertThat(whole.slower()).isTrue();
    assertThat(whole.ratio()).isBetween(1.25, 1.35);
    assertThat(whole.low()).isLessThan(whole.ratio());
    assertThat(whole.high()).isGreaterThan(whole.ratio());
    assertThat(whole.delta()).isGreaterThan(0.9);
    assertThat(judgement.passed()).isFalse();
  }

  @Test
  void a_faster_build_is_let_in() {
    assertThat(
            GateJudge.judge(
                    List.of(series(boots(20, 700))), List.of(series(boots(20, 1_000))), true, 20)
                .passed())
        .isTrue();
  }

  @Test
  void a_few_milliseconds_more_are_nothing_to_stop_for() {
    List<Series> before = List.of(series(constant(20, 10)));
    List<Series> now = List.of(series(constant(20, 14)));

    assertThat(GateJudge.judge(now, before, false, 20).passed()).isTrue();
  }

  @Test
  void too_few_boots_are_said_to_prove_nothing_and_how_many_would() {
    Judgement judgement =
        GateJudge.judge(
            List.of(series(boots(3, 1_000))), List.of(series(boots(3, 1_000))), false, 3);

    assertThat(judgement.passed()).isTrue();
    assertThat(judgement.cells().get(0).findings())
        .extracting(Finding::message)
        .containsExactly(
            "3 boots before and 3 now can prove no slowdown among 3 comparisons; take 6 or more.");
  }

  @Test
  void a_cell_that_is_new_is_judged_by_itself_and_said_to_be_compared_with_nothing() {
    Series other = new Series(new Cell("claude", "main"), null, 60_000, 0.7, boots(20, 500));

    Judgement judgement =
        GateJudge.judge(List.of(series(boots(20, 500))), List.of(other), false, 20);

    assertThat(judgement.passed()).isTrue();
    assertThat(codes(judgement.cells().get(0))).containsExactly("NOT_COMPARED");
  }

  @Test
  void a_build_is_not_stopped_for_the_one_it_is_compared_with() {
    List<Boot> broken = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      broken.add(new Boot(Boot.Outcome.BOOT_FAILED, 9, Map.of(), null, "Wants another login"));
    }

    Judgement judgement =
        GateJudge.judge(List.of(series(boots(20, 500))), List.of(series(broken)), true, 20);

    assertThat(judgement.passed()).isTrue();
    assertThat(codes(judgement.cells().get(0))).containsExactly("NOT_COMPARED");
    assertThat(judgement.cells().get(0).findings().get(0).message())
        .endsWith("the other side never got ready. Wants another login.");
  }

  @Test
  void a_cell_stands_once() {
    assertThatThrownBy(
            () ->
                GateJudge.judge(
                    List.of(series(boots(1, 1)), series(boots(1, 1))), List.of(), false, 1))
        .hasMessage("codex × isolated is there twice");
  }

  @Test
  void holm_holds_the_least_chance_against_all_and_each_next_against_one_less() {
    assertThat(Holm.adjusted(new double[] {0.04, 0.01, 0.03})).containsExactly(0.06, 0.03, 0.06);
    assertThat(Holm.adjusted(new double[0])).isEmpty();
  }

  @Test
  void the_same_boots_give_the_same_judgement() {
    List<Series> now = List.of(series(boots(20, 1_100)));
    List<Series> before = List.of(series(boots(20, 1_000)));

    assertThat(GateJudge.judge(now, before, true, 20))
        .isEqualTo(GateJudge.judge(now, before, true, 20));
  }

  private static CellJudgement judged(Series series, int asked) {
    return GateJudge.judge(List.of(series), List.of(), false, asked).cells().get(0);
  }

  private static Stream<String> codes(CellJudgement judged) {
    return judged.findings().stream().map(Finding::code);
  }

  private static Series series(List<Boot> boots) {
    return new Series(CELL, "1.0.0", 60_000, 0.7, boots);
  }

  /** Around some time, each a little different. */
  private static List<Boot> boots(int count, long millis) {
    List<Boot> boots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boots.add(boot(millis + (millis < 10_000 ? 7L * ((i * 5) % 11) : 0)));
    }
    return boots;
  }

  private static List<Boot> constant(int count, long millis) {
    return new ArrayList<>(Stream.generate(() -> boot(millis)).limit(count).toList());
  }

  private static Boot boot(long millis) {
    return Boot.ready(millis, Map.of("spawn", millis / 10, "initialize", millis - millis / 10));
  }
}
