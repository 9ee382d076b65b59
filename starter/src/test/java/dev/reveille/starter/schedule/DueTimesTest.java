package dev.reveille.starter.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.ScheduleRule.Dst;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.schedule.DueTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DueTimesTest {
  private static final Stagger NONE = Stagger.jitter(Duration.ZERO);
  private static final Instant YEAR_2027 = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void both_day_fields_mean_either_day() {
    assertThat(cron("0 0 13 * 5", "UTC").next(YEAR_2027, 4))
        .containsExactly(
            Instant.parse("2027-01-01T00:00:00Z").plus(Duration.ofDays(7)),
            Instant.parse("2027-01-13T00:00:00Z"),
            Instant.parse("2027-01-15T00:00:00Z"),
            Instant.parse("2027-01-22T00:00:00Z"));
  }

  @Test
  void a_star_with_a_step_keeps_the_day_fields_together_as_unix_has_it() {
    assertThat(cron("0 0 */2 * 1", "UTC").next(YEAR_2027, 2))
        .containsExactly(
            Instant.parse("2027-01-11T00:00:00Z"), Instant.parse("2027-01-25T00:00:00Z"));
  }

  @Test
  void a_skipped_time_runs_at_the_shifted_instant() {
    assertThat(on("30 2 * * *", "America/New_York", Dst.ONCE, "2027-03-14"))
        .containsExactly(Instant.parse("2027-03-14T07:30:00Z"));
    assertThat(on("30 2 * * *", "America/New_York", Dst.SERVER, "2027-03-14")).isEmpty();
  }

  @Test
  void a_repeated_time_runs_at_its_first_instant_only() {
    assertThat(on("30 1 * * *", "America/New_York", Dst.ONCE, "2027-11-07"))
        .containsExactly(Instant.parse("2027-11-07T05:30:00Z"));
    assertThat(on("30 1 * * *", "America/New_York", Dst.SERVER, "2027-11-07"))
        .containsExactly(
            Instant.parse("2027-11-07T05:30:00Z"), Instant.parse("2027-11-07T06:30:00Z"));
  }

  @Test
  void what_is_to_be_skipped_is_skipped_for_every_hour_too() {
    assertThat(on("30 2 * * *", "America/New_York", Dst.SKIP, "2027-03-14")).isEmpty();
    assertThat(on("30 1 * * *", "America/New_York", Dst.SKIP, "2027-11-07"))
        .containsExactly(Instant.parse("2027-11-07T05:30:00Z"));
    assertThat(on("30 * * * *", "America/New_York", Dst.SKIP, "2027-11-07"))
        .hasSize(19)
        .contains(Instant.parse("2027-11-07T05:30:00Z"))
        .doesNotContain(Instant.parse("2027-11-07T06:30:00Z"));
  }

  @Test
  void wildcard_hours_follow_elapsed_time() {
    assertThat(
            cron("0 * * * *", "Europe/Berlin")
                .between(
                    Instant.parse("2027-10-30T23:00:00Z"), Instant.parse("2027-10-31T03:00:00Z")))
        .containsExactly(
            Instant.parse("2027-10-30T23:00:00Z"),
            Instant.parse("2027-10-31T00:00:00Z"),
            Instant.parse("2027-10-31T01:00:00Z"),
            Instant.parse("2027-10-31T02:00:00Z"));
  }

  @Test
  void a_time_moved_past_midnight_comes_in_its_order() {
    // In Scoresbysund clocks go from 23:00 to midnight.
    assertThat(
            cron("10,40 0,23 * * *", "America/Scoresbysund")
                .between(
                    Instant.parse("2027-03-28T00:30:00Z"), Instant.parse("2027-03-28T02:00:00Z")))
        .containsExactly(
            Instant.parse("2027-03-28T01:10:00Z"), Instant.parse("2027-03-28T01:40:00Z"));
  }

  @Test
  void an_interval_counts_from_the_epoch_or_its_anchor() {
    Instant after = Instant.parse("2027-01-01T00:00:01Z");
    assertThat(DueTimes.of(ScheduleRule.every(Duration.ofHours(7), null, NONE)).next(after))
        .hasValueSatisfying(due -> assertThat(due.getEpochSecond() % 25_200).isZero());
    Instant anchor = Instant.parse("2030-01-01T00:05:00Z");
    assertThat(DueTimes.of(ScheduleRule.every(Duration.ofMinutes(10), anchor, NONE)).next(after))
        .contains(Instant.parse("2027-01-01T00:05:00Z"));
  }

  @Test
  void an_interval_below_a_second_is_refused() {
    assertThatThrownBy(() -> DueTimes.of(ScheduleRule.every(Duration.ofMillis(1500), null, NONE)))
        .hasMessageContaining("PT1.5S")
        .hasMessageContaining("whole seconds");
  }

  @Test
  void at_is_due_once() {
    Instant at = Instant.parse("2027-05-01T12:00:00.5Z");
    DueTimes due = DueTimes.of(ScheduleRule.at(at));
    assertThat(due.next(YEAR_2027, 5)).containsExactly(Instant.parse("2027-05-01T12:00:00Z"));
    assertThat(due.next(at)).isEmpty();
  }

  @Test
  @Timeout(10)
  void what_never_or_hardly_fires_is_found_quickly() {
    assertThat(cron("0 0 31 2 *", "Europe/Berlin").neverFires()).isTrue();
    assertThat(cron("0 0 1 1 * 2020", "Europe/Berlin").next(YEAR_2027)).isEmpty();
    assertThat(cron("0 0 29 2 * 2096", "Europe/Berlin").next(YEAR_2027))
        .contains(Instant.parse("2096-02-28T23:00:00Z"));
  }

  @Test
  @Timeout(20)
  void five_years_of_many_zones_are_quick() {
    for (String zone : Zones.ALL) {
      List<Instant> due =
          cron("*/10 2 * * *", zone).between(YEAR_2027, YEAR_2027.plus(Duration.ofDays(5 * 365)));
      assertThat(due).hasSizeBetween(5 * 365 * 6 - 15, 5 * 365 * 6).isSorted();
    }
  }

  private static List<Instant> on(String expr, String zone, Dst dst, String date) {
    Instant from = Instant.parse(date + "T04:00:00Z");
    return DueTimes.of(ScheduleRule.cron(expr, ZoneId.of(zone), NONE, dst))
        .between(from, from.plus(Duration.ofHours(20)));
  }

  private static DueTimes cron(String expr, String zone) {
    return DueTimes.of(ScheduleRule.cron(expr, ZoneId.of(zone), NONE, Dst.ONCE));
  }
}
