package dev.reveille.domain.volume;

import static dev.reveille.domain.volume.Runs.TWELVE;
import static dev.reveille.domain.volume.Runs.at;
import static dev.reveille.domain.volume.Runs.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs of which some hours or days are unlike others. */
class LikeTimesTest {
  @Test
  void a_scheduled_run_at_a_time_like_none_before_is_not_judged_yet() {
    Finding noon = judge("of: output", TWELVE, at("2026-10-21T12:00:00Z", "UTC", false), 120);

    assertThat(noon.code()).isEqualTo("VOLUME_LEARNING");
    assertThat(noon.message()).endsWith("(12 good runs); the first run at such a time.");
    assertThat(judge("of: output", TWELVE, at("2026-10-21T12:00:00Z", "UTC", true), 120).severity())
        .as("a person chose the moment")
        .isEqualTo(Severity.FAIL);
    assertThat(
            judge("of: output, min: 500", TWELVE, at("2026-10-21T12:00:00Z", "UTC", false), 120)
                .severity())
        .as("a bound needs no past")
        .isEqualTo(Severity.FAIL);
  }

  @Test
  void a_small_monday_is_an_anomaly_though_weekends_are_as_small() {
    List<GoodRun> past = new ArrayList<>();
    for (int day = 0; day < 35; day++) {
      past.add(run(day, day % 7 >= 5 ? 600 : 4_200));
    }

    assertThat(judge("of: output", past, Runs.day(35), 600).severity())
        .as("Monday")
        .isEqualTo(Severity.FAIL);
    assertThat(judge("of: output", past, Runs.day(40), 600).severity())
        .as("Saturday")
        .isEqualTo(Severity.INFO);
    assertThat(judge("of: output", past, Runs.day(40), 50).severity())
        .as("small for a Saturday")
        .isEqualTo(Severity.FAIL);
  }

  @Test
  void a_small_saturday_of_a_job_with_large_ones_is_an_anomaly_by_a_ratio_of_them() {
    List<GoodRun> past = new ArrayList<>();
    for (int day = 0; day < 21; day++) {
      past.add(run(day, day % 7 >= 5 ? 8_200 : 950));
    }

    Finding finding = judge("of: output, minRatio: 0.3", past, Runs.day(26), 300);

    assertThat(finding.severity()).isEqualTo(Severity.FAIL);
    assertThat(finding.message()).contains("usual is 8.2 kB (3 good runs)");
  }

  @Test
  void small_mondays_are_usual_once_three_of_them_were_good() {
    List<GoodRun> past = new ArrayList<>();
    for (int day = 0; day < 21; day++) {
      past.add(run(day, day % 7 == 0 ? 600 : 4_200));
    }
    String rule = "of: output, minRatio: 0.4";

    assertThat(judge(rule, past, Runs.day(21), 600).severity())
        .as("Monday")
        .isEqualTo(Severity.INFO);
    assertThat(judge(rule, past, Runs.day(22), 600).severity())
        .as("Tuesday")
        .isEqualTo(Severity.FAIL);
    assertThat(judge(rule, past.subList(1, 21), Runs.day(21), 600).severity())
        .as("a third Monday")
        .isEqualTo(Severity.FAIL);
  }

  @Test
  void three_runs_at_a_like_time_make_a_scheduled_one_comparable() {
    List<GoodRun> past = new ArrayList<>();
    for (int day = 0; day < 21; day++) {
      past.add(run(day, 4_200));
    }

    assertThat(judge("of: output", past.subList(0, 19), Runs.day(19), 120).code())
        .as("the third Saturday")
        .isEqualTo("VOLUME_LEARNING");
    assertThat(judge("of: output", past, Runs.day(26), 120).severity())
        .as("the fourth Saturday")
        .isEqualTo(Severity.FAIL);
  }

  @Test
  void one_day_of_the_week_may_differ_from_all_others() {
    List<GoodRun> past = new ArrayList<>();
    for (int day = 0; day < 35; day++) {
      past.add(run(day, day % 7 == 6 ? 900 : 7_000));
    }

    assertThat(judge("of: output, minRatio: 0.4", past, Runs.day(41), 900).severity())
        .as("Sunday")
        .isEqualTo(Severity.INFO);
    assertThat(judge("of: output, minRatio: 0.4", past, Runs.day(40), 900).severity())
        .as("Saturday")
        .isEqualTo(Severity.FAIL);
  }

  private static GoodRun run(int day, long amount) {
    return new GoodRun(Runs.day(day), Runs.volumes(Measure.OUTPUT, amount));
  }
}
