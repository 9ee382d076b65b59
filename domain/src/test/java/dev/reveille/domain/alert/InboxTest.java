package dev.reveille.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.Json;
import dev.reveille.domain.job.AlertPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
  private static final String OVERLOAD = "PROVIDER_OVERLOAD";
  private static final String OPENAI = Cause.provider("openai");

  private final Days days = new Days();

  @Test
  void a_failure_is_told_once_after_a_moment_of_gathering() {
    days.fails("nightly", "BOOT_TIMEOUT", null);
    days.pass(Duration.ofSeconds(9));
    assertThat(days.told).isEmpty();
    days.pass(Duration.ofSeconds(1));

    assertThat(days.told).containsExactly("PT0S mail FAILURE 1");
    assertThat(days.notices.get(0).title()).isEqualTo("nightly failed: BOOT_TIMEOUT");
    assertThat(days.notices.get(0).text()).isEqualTo("It is so.");
    assertThat(days.notices.get(0).remedy()).isEqualTo("Mend it.");
  }

  @Test
  void thirty_days_of_a_broken_hourly_job_give_one_failure_and_the_documented_reminders() {
    for (int hour = 0; hour < 30 * 24; hour++) {
      days.fails("nightly", "BOOT_TIMEOUT", null);
      days.pass(Duration.ofHours(1));
    }

    assertThat(days.told)
        .containsExactly(
            "PT0S mail FAILURE 1",
            "PT24H mail REMINDER 1",
            "PT72H mail REMINDER 1",
            "PT168H mail REMINDER 1",
            "PT336H mail REMINDER 1",
            "PT504H mail REMINDER 1",
            "PT672H mail REMINDER 1");
    assertThat(days.notices.get(2).title()).isEqualTo("nightly still fails, for 3 d: BOOT_TIMEOUT");
    assertThat(days.notices.get(2).text())
        .isEqualTo(
            "73 failures in a row since 2026-11-01T00:00:00Z."
                + " Last at 2026-11-04T00:00:00Z: It is so.");
  }

  @Test
  void twenty_four_failures_of_one_cause_are_one_message_and_so_is_their_recovery() {
    for (int job = 0; job < 24; job++) {
      days.fails("job-" + job, OVERLOAD, OPENAI);
      days.pass(Duration.ofSeconds(4));
    }
    days.pass(Duration.ofMinutes(30));
    for (int job = 0; job < 24; job++) {
      days.isGood("job-" + job);
      days.pass(Duration.ofSeconds(1));
    }
    days.pass(Duration.ofDays(2));

    assertThat(days.told).containsExactly("PT1M mail DIGEST 24", "PT32M mail RECOVERY 24");
    assertThat(days.notices.get(0).title())
        .isEqualTo("24 jobs failed with one cause: PROVIDER_OVERLOAD (provider openai)");
    assertThat(days.notices.get(0).text())
        .endsWith(
            "Jobs: job-0, job-1, job-2, job-3, job-4, job-5, job-6, job-7, job-8, job-9"
                + " and 14 more.");
    assertThat(days.state().troubles()).isEmpty();
  }

  @Test
  void jobs_that_join_a_cause_later_are_told_together_and_not_one_by_one() {
    days.fails("first", OVERLOAD, OPENAI);
    days.pass(Duration.ofMinutes(1));
    for (int job = 0; job < 5; job++) {
      days.fails("late-" + job, OVERLOAD, OPENAI);
      days.pass(Duration.ofMinutes(1));
    }
    days.pass(Duration.ofMinutes(30));

    assertThat(days.told).containsExactly("PT0S mail FAILURE 1", "PT10M mail DIGEST 5");
  }

  @Test
  void a_drill_is_told_to_every_channel_at_once_and_leaves_no_incident_behind() {
    days.fails("nightly", "EXECUTE_FAILED", null);
    days.report(Report.drill(days.item("drill", "EXECUTE_FAILED"), AlertPolicy.USUAL));

    assertThat(days.told).containsExactly("PT0S mail DRILL 1", "PT0S slack DRILL 1");
    assertThat(days.notices.get(0).title()).isEqualTo("DRILL: drill failed: EXECUTE_FAILED");
    assertThat(days.state().troubles()).extracting(Trouble::job).containsExactly("nightly");
    days.pass(Duration.ofMinutes(1));
    assertThat(days.told).hasSize(3).last().isEqualTo("PT0S mail FAILURE 1");
  }

  @Test
  void two_causes_of_one_job_are_two_messages_however_often_they_take_turns() {
    for (int hour = 0; hour < 12; hour++) {
      days.fails("nightly", hour % 2 == 0 ? "BOOT_TIMEOUT" : "CONTRACT_BROKEN", null);
      days.pass(Duration.ofHours(1));
    }
    days.isGood("nightly");
    days.pass(Duration.ofHours(5));

    assertThat(days.told)
        .containsExactly("PT0S mail FAILURE 1", "PT1H mail FAILURE 1", "PT12H mail RECOVERY 1");
    assertThat(days.notices.get(2).text())
        .isEqualTo("It failed for 12 h (12 failures): CONTRACT_BROKEN.");
  }

  @Test
  void a_flapping_job_is_told_once_a_cooldown_and_no_failure_goes_unsaid() {
    for (int minute = 0; minute < 180; minute += 10) {
      days.fails("flap", "EXECUTE_FAILED", null);
      days.pass(Duration.ofMinutes(5));
      days.isGood("flap");
      days.pass(Duration.ofMinutes(5));
    }
    days.pass(Duration.ofHours(3));

    assertThat(days.told)
        .containsExactly(
            "PT0S mail FAILURE 1",
            "PT5M mail RECOVERY 1",
            "PT1H mail FAILURE 1",
            "PT1H5M mail RECOVERY 1",
            "PT2H mail FAILURE 1",
            "PT2H5M mail RECOVERY 1",
            "PT3H mail FAILURE 1");
    assertThat(days.notices.get(6).text()).contains("failures since").contains("It was good again");
    assertThat(days.state().troubles()).isEmpty();
  }

  @Test
  void after_three_in_a_row_is_quiet_about_two() {
    AlertPolicy policy = Days.toMail(3, Duration.ofHours(1));
    for (int round = 0; round < 4; round++) {
      days.fails("nightly", "BOOT_TIMEOUT", null, policy);
      days.pass(Duration.ofMinutes(5));
      days.fails("nightly", "EXECUTE_FAILED", null, policy);
      days.pass(Duration.ofMinutes(5));
      days.isGood("nightly");
      days.pass(Duration.ofMinutes(5));
    }
    assertThat(days.told).isEmpty();

    for (int failure = 0; failure < 3; failure++) {
      days.fails("nightly", "BOOT_TIMEOUT", null, policy);
      days.pass(Duration.ofMinutes(5));
    }
    assertThat(days.told).containsExactly("PT1H10M mail FAILURE 1");
    assertThat(days.notices.get(0).text()).contains("the last of 3 failures");
  }

  @Test
  void a_recovery_that_does_not_last_the_moment_of_gathering_is_none() {
    days.fails("nightly", "BOOT_TIMEOUT", null);
    days.pass(Duration.ofHours(2));
    days.isGood("nightly");
    days.pass(Duration.ofSeconds(9));
    days.fails("nightly", "BOOT_TIMEOUT", null);
    days.pass(Duration.ofDays(1));

    assertThat(days.told).containsExactly("PT0S mail FAILURE 1", "PT24H mail REMINDER 1");
  }

  @Test
  void the_same_report_twice_counts_once() {
    Report report =
        Report.bad(
            days.item("nightly", "BOOT_TIMEOUT"), null, null, Days.toMail(2, Duration.ofHours(1)));
    days.report(report);
    days.report(report);
    days.pass(Duration.ofHours(1));

    assertThat(days.told).isEmpty();
  }

  @Test
  void a_job_that_wants_no_alerts_gets_none() {
    days.fails("quiet", "BOOT_TIMEOUT", null, AlertPolicy.NONE);
    days.pass(Duration.ofDays(30));

    assertThat(days.told).isEmpty();
    assertThat(days.state().troubles()).isEmpty();
  }

  @Test
  void jobs_with_different_channels_share_an_incident_and_each_channel_hears_of_its_own() {
    days.fails("a", OVERLOAD, OPENAI, AlertPolicy.USUAL);
    days.fails("b", OVERLOAD, OPENAI, Days.toMail());
    days.pass(Duration.ofMinutes(5));

    assertThat(days.told).containsExactlyInAnyOrder("PT0S mail DIGEST 2", "PT0S slack FAILURE 1");
  }

  @Test
  void without_recovery_and_reminders_only_the_failure_is_told() {
    AlertPolicy terse = new AlertPolicy(List.of("mail"), 1, Duration.ofHours(1), List.of(), false);
    days.fails("terse", "BOOT_TIMEOUT", null, terse);
    days.pass(Duration.ofDays(40));
    days.isGood("terse");
    days.pass(Duration.ofDays(1));

    assertThat(days.told).containsExactly("PT0S mail FAILURE 1");
  }

  @Test
  void missed_slots_are_told_within_a_minute_however_many_come() {
    for (int slot = 0; slot < 50; slot++) {
      days.fails("job-" + slot, "MISSED", "no server in time");
      days.pass(Duration.ofSeconds(1));
    }
    days.pass(Duration.ofMinutes(2));

    assertThat(days.told).containsExactly("PT0S mail DIGEST 40", "PT0S mail DIGEST 10");
  }

  @Test
  void two_thousand_broken_jobs_fit_what_a_workflow_can_carry_and_the_next_is_heard_too() {
    for (int job = 0; job < Incidents.MOST_JOBS + 10; job++) {
      days.failsUnheard("a-job-with-a-name-of-some-length-" + job, "CONTRACT_BROKEN");
    }
    days.pass(Duration.ofMinutes(5));

    assertThat(days.state().troubles()).hasSize(Incidents.MOST_JOBS);
    assertThat(days.notices)
        .extracting(Notice::title)
        .containsExactly(Incidents.MOST_JOBS + " notices at once");
    days.fails("one-more", "CONTRACT_BROKEN", null);
    days.pass(Duration.ofMinutes(5));
    assertThat(days.told).last().isEqualTo("PT5M mail FAILURE 1");
  }

  @Test
  void what_is_too_long_for_a_workflow_is_forgotten_from_its_oldest_end() {
    for (int job = 0; job < Incidents.MOST_JOBS; job++) {
      days.failsUnheard("每晚任务".repeat(20) + job, "CONTRACT_BROKEN");
    }
    int bytes = Json.write(days.state()).getBytes(StandardCharsets.UTF_8).length;
    assertThat(bytes).isBetween(Inbox.MOST_BYTES / 2, Inbox.MOST_BYTES);
    assertThat(days.state().troubles())
        .hasSizeGreaterThan(500)
        .last()
        .matches(trouble -> trouble.job().endsWith("任务" + (Incidents.MOST_JOBS - 1)));
  }
}
