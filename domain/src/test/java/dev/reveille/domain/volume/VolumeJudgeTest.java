package dev.reveille.domain.volume;

import static dev.reveille.domain.volume.Runs.TWELVE;
import static dev.reveille.domain.volume.Runs.at;
import static dev.reveille.domain.volume.Runs.judge;
import static dev.reveille.domain.volume.Runs.times;
import static dev.reveille.domain.volume.Runs.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.Json;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeJudgeTest {
  @Test
  void one_sentence_says_what_was_usual_and_what_came() {
    Finding finding = judge("of: output", TWELVE, 120);

    assertThat(finding)
        .isEqualTo(
            new Finding(
                "VOLUME_ANOMALY",
                Severity.FAIL,
                "The volume is unlike the job's own past: output of 120 bytes; usual is 4.1 kB (12"
                    + " good runs)."));
  }

  @Test
  void a_usual_run_says_what_is_usual() {
    assertThat(judge("of: output", TWELVE, 4_000))
        .isEqualTo(
            new Finding(
                "VOLUME_USUAL",
                Severity.INFO,
                "The volume is as usual: output of 4.0 kB; usual is 4.1 kB (12 good runs)."));
  }

  @Test
  void a_job_that_is_still_learned_says_how_far_it_came() {
    assertThat(judge("of: output", List.of(), 120))
        .isEqualTo(
            new Finding(
                "VOLUME_LEARNING",
                Severity.INFO,
                "The volume is still learned (from 8 good runs): output of 120 bytes."));
    assertThat(judge("of: output", workdays(Measure.OUTPUT, 4100), 120).message())
        .isEqualTo(
            "The volume is still learned (from 8 good runs): output of 120 bytes; usual is 4.1 kB"
                + " (1 good run).");
    assertThat(judge("of: output", workdays(Measure.OUTPUT, times(7, 4100)), 120).code())
        .isEqualTo("VOLUME_LEARNING");
    assertThat(judge("of: output", workdays(Measure.OUTPUT, times(8, 4100)), 120).code())
        .isEqualTo("VOLUME_ANOMALY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          of: output, min: 500                    | 500    | INFO | VOLUME_LEARNING
          of: output, min: 500                    | 499    | FAIL | bounds: output of 499 bytes (expected: at least 500 bytes).
          of: output, max: 500                    | 500    | INFO | VOLUME_LEARNING
          of: output, max: 500                    | 501    | FAIL | bounds: output of 501 bytes (expected: at most 500 bytes).
          of: items, min: 2                       | 1      | FAIL | bounds: 1 item (expected: at least 2).
          of: tools, min: 1                       | 0      | FAIL | bounds: 0 tool calls (expected: at least 1).
          of: tokens, max: 9000                   | 9001   | FAIL | bounds: 9001 tokens (expected: at most 9000).
          of: duration, min: 5000                 | 1200   | FAIL | bounds: duration of 1.2 s (expected: at least 5 s).
          of: output, min: 500, policy: warn      | 499    | WARN | bounds: output of 499 bytes (expected: at least 500 bytes).
          """)
  void named_bounds_hold_from_the_first_run_on(
      String rule, long came, Severity severity, String said) {
    Finding finding = judge(rule, List.of(), came);

    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.code() + " " + finding.message()).contains(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          of: output, minRatio: 0.3               | 300   | INFO | still learned
          of: output, minRatio: 0.3               | 299   | FAIL | usual is 1.0 kB (1 good run), of which at least 30 % is expected.
          of: output, maxRatio: 3                 | 3000  | INFO | still learned
          of: output, maxRatio: 3                 | 3001  | FAIL | usual is 1.0 kB (1 good run), of which at most 300 % is expected.
          of: output, minRatio: 0.125             | 124   | FAIL | at least 12.5 % is
          of: output, maxRatio: 3, policy: warn   | 3001  | WARN | at most 300 % is
          of: output, minRatio: 0                 | 0     | INFO | still learned
          """)
  void ratios_hold_from_the_first_good_run_on(
      String rule, long came, Severity severity, String said) {
    Finding finding = judge(rule, workdays(Measure.OUTPUT, 1_000), came);

    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.message()).contains(said);
    assertThat(judge(rule, List.of(), came).severity()).isEqualTo(Severity.INFO);
  }

  @Test
  void a_named_ratio_takes_the_place_of_what_would_be_learned_on_its_side_alone() {
    assertThat(judge("of: output, minRatio: 0.01", TWELVE, 120).code()).isEqualTo("VOLUME_USUAL");
    assertThat(judge("of: output, minRatio: 0.9", TWELVE, 3_600).severity())
        .isEqualTo(Severity.FAIL);
    assertThat(judge("of: output, minRatio: 0.01", TWELVE, 90_000).severity())
        .isEqualTo(Severity.WARN);
    assertThat(judge("of: output, maxRatio: 99", TWELVE, 90_000).code()).isEqualTo("VOLUME_USUAL");
    assertThat(judge("of: output, maxRatio: 99", TWELVE, 120).severity()).isEqualTo(Severity.FAIL);
    assertThat(judge("of: output, min: 1, max: 999999", TWELVE, 120).severity())
        .as("bounds take the place of nothing")
        .isEqualTo(Severity.FAIL);
  }

  @Test
  void too_little_obeys_the_policy_and_too_much_only_warns() {
    assertThat(judge("of: output, policy: warn", TWELVE, 120).severity()).isEqualTo(Severity.WARN);
    assertThat(judge("of: output, policy: fail", TWELVE, 120).severity()).isEqualTo(Severity.FAIL);
    assertThat(judge("of: output, policy: fail", TWELVE, 90_000))
        .isEqualTo(
            new Finding(
                "VOLUME_ANOMALY",
                Severity.WARN,
                "The volume is unlike the job's own past: output of 90.0 kB; usual is 4.1 kB (12"
                    + " good runs)."));
  }

  @ParameterizedTest
  @CsvSource({"1700, INFO", "1500, FAIL", "9900, INFO", "11000, WARN"})
  void up_to_a_factor_of_two_and_a_half_is_usual_anyway(long came, Severity severity) {
    assertThat(judge("of: output", TWELVE, came).severity()).isEqualTo(severity);
  }

  @Test
  void a_noisy_job_has_a_wider_usual() {
    List<GoodRun> noisy =
        workdays(Measure.OUTPUT, 1000, 9000, 2000, 4000, 1500, 6000, 3000, 800, 5000, 2500);

    assertThat(judge("of: output", noisy, 500).severity()).isEqualTo(Severity.INFO);
    assertThat(judge("of: output", noisy, 20).severity()).isEqualTo(Severity.FAIL);
  }

  @Test
  void only_the_newest_thirty_count() {
    long[] amounts =
        LongStream.concat(
                LongStream.generate(() -> 50_000).limit(40),
                LongStream.generate(() -> 1_000).limit(30))
            .toArray();

    Finding finding = judge("of: output", workdays(Measure.OUTPUT, amounts), 1_000);

    assertThat(finding.code()).isEqualTo("VOLUME_USUAL");
    assertThat(finding.message()).contains("usual is 1.0 kB");
    assertThat(judge("of: output", workdays(Measure.OUTPUT, amounts), 50_000).severity())
        .isEqualTo(Severity.WARN);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 12, 0, FAIL",
    "3, 12, 1, INFO",
    "3, 12, 0, FAIL",
    "30, 12, 13, INFO",
    "30, 12, 10, FAIL",
    "30, 12, 1, FAIL"
  })
  void few_things_vary_by_themselves_and_none_is_another_thing_than_few(
      long usual, int runs, long came, Severity severity) {
    for (String measure : List.of("tools", "items")) {
      assertThat(
              judge("of: " + measure, workdays(Measure.named(measure), times(runs, usual)), came)
                  .severity())
          .as(measure)
          .isEqualTo(severity);
    }
  }

  @ParameterizedTest
  @CsvSource({"output, FAIL", "tokens, FAIL", "duration, INFO"})
  void nothing_at_all_is_an_anomaly_where_there_always_was_something_but_for_time(
      String measure, Severity severity) {
    List<GoodRun> past = workdays(Measure.named(measure), times(10, 40));

    assertThat(judge("of: " + measure, past, 0).severity()).isEqualTo(severity);
  }

  @Test
  void what_one_good_run_of_ten_and_at_least_two_did_too_is_usual() {
    long[] once = times(12, 4_000);
    once[3] = 100;
    long[] twice = once.clone();
    twice[9] = 110;
    long[] twiceOfThirty = times(30, 4_000);
    twiceOfThirty[3] = 100;
    twiceOfThirty[10] = 100;
    long[] thriceOfThirty = twiceOfThirty.clone();
    thriceOfThirty[20] = 100;

    // At a time of which nothing but the whole past is known.
    assertThat(byHand(once, 100).severity()).isEqualTo(Severity.FAIL);
    assertThat(byHand(twice, 100).severity()).isEqualTo(Severity.INFO);
    assertThat(byHand(twiceOfThirty, 100).severity()).isEqualTo(Severity.FAIL);
    assertThat(byHand(thriceOfThirty, 100).severity()).isEqualTo(Severity.INFO);
  }

  private static Finding byHand(long[] past, long came) {
    return judge(
        "of: output",
        workdays(Measure.OUTPUT, past),
        at("2027-01-05T10:00:00Z", "UTC", true),
        came);
  }

  @Test
  void runs_that_did_not_count_it_are_no_past_of_a_measure() {
    List<GoodRun> past = new ArrayList<>(workdays(Measure.TOKENS, times(10, 5_000)));
    for (int day = 20; day < 60; day++) {
      past.add(new GoodRun(Runs.day(day), Runs.volumes(Measure.OUTPUT, 4_200L)));
    }

    assertThat(judge("of: tokens", past, Runs.day(63), 300).message()).contains("(10 good runs)");
  }

  @Test
  void a_past_from_before_the_given_day_counts_no_more() {
    Finding finding = judge("of: output, since: 2026-10-10T22:00:00Z", TWELVE, 120);

    assertThat(finding.code()).isEqualTo("VOLUME_LEARNING");
    assertThat(finding.message()).contains("(7 good runs)");
  }

  @Test
  void what_nobody_counted_is_said_to_be_unjudged_and_teaches_nothing() {
    VolumeRule rule = Runs.rule("of: tokens");
    Volumes none = Runs.volumes(Measure.OUTPUT, 5L);
    Occasion now = new Occasion(Runs.workday(12), java.time.ZoneOffset.UTC, false);

    assertThat(VolumeJudge.judge(List.of(rule), none, now, TWELVE))
        .containsExactly(
            new Finding(
                "VOLUME_NOT_COUNTED",
                Severity.WARN,
                "The volume of tokens was not held against the job's past: nobody counted it."));
    assertThat(
            VolumeJudge.judge(List.of(rule), Runs.volumes(Measure.TOKENS, 5L), now, TWELVE).get(0))
        .extracting(Finding::code)
        .isEqualTo("VOLUME_LEARNING");
  }

  @Test
  void each_rule_has_a_finding_in_their_order() {
    List<VolumeRule> rules =
        VolumeRule.of(
            Json.read(
                "{\"volume\": [{\"of\": \"output\"}, {\"of\": \"files\", \"min\": 3}]}",
                com.fasterxml.jackson.databind.JsonNode.class));
    Occasion now = new Occasion(Runs.workday(12), java.time.ZoneOffset.UTC, false);

    assertThat(VolumeJudge.judge(rules, new Volumes(4_000L, 2L, null, null, null), now, TWELVE))
        .extracting(Finding::code, Finding::severity)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("VOLUME_USUAL", Severity.INFO),
            org.assertj.core.api.Assertions.tuple("VOLUME_ANOMALY", Severity.FAIL));
  }
}
