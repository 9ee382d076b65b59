package dev.reveille.domain.boothealth;

import static dev.reveille.domain.boothealth.Boots.LIMIT;
import static dev.reveille.domain.boothealth.Boots.days;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.boothealth.BootHealth.Reason;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootJudgeTest {
  private final Boots boots = new Boots();

  @ParameterizedTest
  @ValueSource(doubles = {1, 4, 48})
  void boots_that_slow_by_3_percent_a_day_are_warned_of_once_and_days_before_the_limit(
      double perDay) {
    Random noise = new Random(7);
    double limitAt = Math.log(2) / Math.log(1.03);
    double day = 0;
    for (; day < 10; day += 1 / perDay) {
      boots.took(days(day), 0.5 * LIMIT * (1 + 0.05 * noise.nextGaussian()));
    }
    double begun = day;
    for (; day < begun + limitAt; day += 1 / perDay) {
      double level = 0.5 * LIMIT * Math.pow(1.03, day - begun);
      boots.took(days(day), level * (1 + 0.05 * noise.nextGaussian()));
    }
    assertThat(boots.warnings()).hasSize(1);
    assertThat(boots.recoveries()).isEmpty();
    Boots.Warning warning = boots.warnings().get(0);
    assertThat(Duration.between(warning.at(), Boots.BEGIN.plus(days(begun + limitAt))))
        .isGreaterThan(Duration.ofDays(3));
    assertThat(warning.change().stage()).isEqualTo("session");
    assertThat(Duration.between(Boots.BEGIN.plus(days(begun)), warning.health().since()))
        .isBetween(Duration.ofDays(-2), Duration.ofDays(7));
  }

  @Test
  void what_begins_to_slow_with_the_first_boot_is_warned_of_too() {
    for (int i = 0; i < 4 * 23; i++) {
      boots.took(days(i / 4.0), 0.5 * LIMIT * Math.pow(1.03, i / 4.0));
    }
    assertThat(boots.warnings()).hasSize(1);
    assertThat(boots.warnings().get(0).at()).isBefore(Boots.BEGIN.plus(days(18)));
    BootHealth health = boots.warnings().get(0).health();
    assertThat(health.reason()).isEqualTo(Reason.GROWING);
    assertThat(health.growthPerDay()).isBetween(0.025, 0.035);
    assertThat(health.daysToLimit()).isBetween(7.0, 15.0);
  }

  @Test
  void one_boot_that_takes_all_of_its_limit_is_no_reason() {
    for (int i = 0; i < 80; i++) {
      boots.took(days(i / 4.0), i == 50 ? LIMIT - 1 : 20_000 + i % 5 * 200);
    }
    assertThat(boots.warnings()).isEmpty();
  }

  @Test
  void a_busy_hour_of_a_job_that_runs_each_minute_is_no_reason() {
    for (int i = 0; i < 1_440; i++) {
      boots.took(Duration.ofMinutes(i), i > 700 && i < 760 ? 50_000 : 20_000 + i % 7 * 100);
    }
    assertThat(boots.warnings()).isEmpty();
  }

  @Test
  void a_step_that_stays_below_the_line_is_no_reason() {
    Random noise = new Random(3);
    for (int i = 0; i < 160; i++) {
      double level = i < 80 ? 24_000 : 36_000;
      boots.version(i < 80 ? "agent 1.0" : "agent 1.1");
      boots.took(days(i / 4.0), level * (1 + 0.04 * noise.nextGaussian()));
    }
    assertThat(boots.warnings()).isEmpty();
  }

  @Test
  void a_step_beyond_the_line_is_a_reason_and_names_what_changed_then() {
    for (int i = 0; i < 80; i++) {
      boots.version(i < 60 ? "agent 1.0" : "agent 1.1");
      boots.took(days(i / 4.0), i < 60 ? 24_000 + i % 3 * 300 : 48_000 + i % 3 * 300);
    }
    assertThat(boots.warnings()).hasSize(1);
    BootHealth health = boots.warnings().get(0).health();
    assertThat(health.reason()).isEqualTo(Reason.NEAR);
    assertThat(health.since())
        .isBetween(Boots.BEGIN.plus(days(14.5)), Boots.BEGIN.plus(days(15.5)));
    assertThat(boots.warnings().get(0).change().changed())
        .contains("agent agent 1.0 became agent 1.1");
    assertThat(boots.warnings().get(0).change().stage()).isEqualTo("session");
  }

  @Test
  void a_reboot_that_makes_boots_quick_again_ends_it_once() {
    for (int i = 0; i < 60; i++) {
      boots.took(days(i / 4.0), 48_000 + i % 3 * 300);
    }
    boots.host(Boots.host("2026-03-16T00:00:00Z", 8, 1.0));
    for (int i = 60; i < 120; i++) {
      boots.took(days(i / 4.0), 20_000 + i % 3 * 300);
    }
    assertThat(boots.warnings()).hasSize(1);
    assertThat(boots.recoveries()).hasSize(1);
    assertThat(boots.recoveries().get(0)).isBefore(Boots.BEGIN.plus(days(17)));
  }

  @Test
  void boots_that_sway_about_the_line_are_one_incident() {
    for (int i = 0; i < 200; i++) {
      boots.took(days(i / 4.0), 43_000 + (i % 4 - 1) * 1_500);
    }
    assertThat(boots.warnings()).hasSize(1);
    assertThat(boots.recoveries()).isEmpty();
  }

  @Test
  void few_boots_are_no_reason_unless_all_lie_far_beyond_the_line() {
    for (int i = 0; i < 4; i++) {
      boots.took(days(i), 43_000);
    }
    assertThat(boots.warnings()).isEmpty();
    Boots far = new Boots();
    for (int i = 0; i < 4; i++) {
      far.took(days(i), 55_000);
    }
    assertThat(far.warnings()).hasSize(1);
  }

  @Test
  void a_gap_of_weeks_is_no_growth() {
    for (int i = 0; i < 40; i++) {
      boots.took(days(i / 4.0), 22_000 + i % 3 * 300);
    }
    for (int i = 0; i < 40; i++) {
      boots.took(days(60 + i / 4.0), 33_000 + i % 3 * 300);
    }
    assertThat(boots.warnings()).isEmpty();
  }

  @Test
  void clocks_that_jump_are_no_growth() {
    for (int i = 0; i < 100; i++) {
      double jump = i % 17 == 0 ? 400 : i % 13 == 0 ? -3 : 0;
      boots.took(days(i / 4.0 + jump), 22_000 + i % 3 * 300);
    }
    assertThat(boots.warnings()).isEmpty();
    assertThat(boots.health(Boots.BEGIN.minus(Duration.ofDays(400)))).isEmpty();
  }

  @Test
  void two_probes_in_a_row_that_hang_are_a_reason_and_runs_are_not_as_somebody_hears_of_them() {
    boots.took(days(0), 20_000).hung(days(0.25), "session").hung(days(0.5), "session");
    assertThat(boots.warnings()).hasSize(1);
    assertThat(boots.warnings().get(0).health().reason()).isEqualTo(Reason.FAILING);
    Boots runs = new Boots().ofJobs();
    runs.took(days(0), 20_000).hung(days(0.25), "session").hung(days(0.5), "session");
    assertThat(runs.warnings()).isEmpty();
  }

  @Test
  void a_limit_that_was_raised_counts_at_once_so_that_doing_as_told_ends_the_warning() {
    for (int i = 0; i < 40; i++) {
      boots.took(days(i / 4.0), 48_000 + i % 3 * 300);
    }
    assertThat(boots.warnings()).hasSize(1);
    boots.of("job", 2 * LIMIT).took(days(10), 48_000);
    assertThat(boots.recoveries()).hasSize(1);
    boots.of("other", LIMIT).took(days(10.25), 48_000);
    assertThat(boots.warnings()).hasSize(2);
    assertThat(boots.warnings().get(1).health().job()).isEqualTo("other");
  }

  @Test
  void the_limit_of_a_job_that_is_gone_counts_no_more() {
    for (int i = 0; i < 40; i++) {
      boots.of(i % 2 == 0 ? "hasty" : "patient", i % 2 == 0 ? LIMIT : 3 * LIMIT);
      boots.took(days(i / 4.0), 48_000 + i % 3 * 300);
    }
    assertThat(boots.warnings()).hasSize(1);
    assertThat(boots.warnings().get(0).health().job()).isEqualTo("hasty");
    boots.gone("hasty").took(days(10), 48_000);
    assertThat(boots.recoveries()).hasSize(1);
  }
}
