package dev.reveille.workflows;

import static dev.reveille.workflows.Definitions.DUE;
import static dev.reveille.workflows.Definitions.nightly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.run.Trigger;
import dev.reveille.workflows.Due.Decision;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DueTest {
  private static final JobRun.Input SCHEDULED = nightly().input(Trigger.SCHEDULE, null, 0);

  @Test
  void a_scheduled_run_is_due_at_its_nominal_time_without_the_offset() {
    JobRun.Input input = nightly().input(Trigger.SCHEDULE, null, 3_000);

    Due due = Due.of(input, DUE.plusSeconds(3), DUE.plusSeconds(4), DUE.plusSeconds(4));

    assertThat(due.due()).isEqualTo(DUE);
    assertThat(due.decision()).isEqualTo(Decision.RUN);
  }

  @Test
  void a_scheduled_run_without_a_nominal_time_is_due_when_it_started() {
    assertThat(Due.of(SCHEDULED, null, DUE, DUE.plusSeconds(1)).due()).isEqualTo(DUE);
  }

  @ParameterizedTest(name = "started {0} s, taken up {1} s after its due time: {2}")
  @CsvSource({
    "0, 1, RUN",
    "0, 600, RUN",
    "0, 601, MISS",
    "590, 601, MISS",
    "600, 700, MISS",
    // Started late by the server itself: a backfill, or buffered behind another run.
    "601, 602, RUN",
    "86400, 86401, RUN",
    "86400, 87000, RUN",
    // And then no worker was there either.
    "86400, 87001, MISS"
  })
  void a_run_is_missed_when_no_worker_took_it_up_in_time(
      long started, long takenUp, Decision expected) {
    Due due = Due.of(SCHEDULED, DUE, DUE.plusSeconds(started), DUE.plusSeconds(takenUp));

    assertThat(due.decision()).isEqualTo(expected);
  }

  @Test
  void jitter_and_offset_are_no_lateness() {
    JobRun.Input input =
        nightly()
            .stagger(Stagger.jitter(Duration.ofSeconds(30)))
            .input(Trigger.SCHEDULE, null, 20_000);
    Instant nominal = DUE.plusSeconds(20);

    assertThat(Due.of(input, nominal, nominal, DUE.plusSeconds(650)).decision())
        .isEqualTo(Decision.RUN);
    assertThat(Due.of(input, nominal, nominal, DUE.plusSeconds(651)).decision())
        .isEqualTo(Decision.MISS);
  }

  @ParameterizedTest
  @EnumSource(
      value = Trigger.class,
      names = {"MANUAL", "BACKFILL", "PROBE"})
  void only_a_scheduled_run_can_be_missed(Trigger trigger) {
    JobRun.Input input = nightly().input(trigger, DUE, 0);

    assertThat(Due.of(input, null, DUE, DUE.plusSeconds(90_000)).decision())
        .isEqualTo(Decision.RUN);
  }

  @Test
  void the_second_instant_of_a_doubled_time_is_skipped_unless_a_person_asks_for_it() {
    Instant first = DUE.minusSeconds(3_600);
    JobRun.Input scheduled = nightly().input(Trigger.SCHEDULE, null, 2_000, DUE);

    assertThat(Due.of(scheduled, DUE.plusSeconds(2), DUE, DUE).decision()).isEqualTo(Decision.SKIP);
    assertThat(Due.of(scheduled, DUE.plusSeconds(2), DUE, DUE).message()).contains("DST_FOLD");
    assertThat(Due.of(scheduled, first.plusSeconds(2), first, first).decision())
        .isEqualTo(Decision.RUN);
    assertThat(Due.of(nightly().input(Trigger.BACKFILL, DUE, 0, DUE), null, DUE, DUE).decision())
        .isEqualTo(Decision.SKIP);
    assertThat(Due.of(nightly().input(Trigger.MANUAL, DUE, 0, DUE), null, DUE, DUE).decision())
        .isEqualTo(Decision.RUN);
  }

  @Test
  void the_message_of_a_missed_run_says_when_and_how_late() {
    assertThat(Due.of(SCHEDULED, DUE, DUE, DUE.plusSeconds(6_070)).message())
        .isEqualTo(
            "Due 2026-11-21T22:00:00Z, but no worker was there until 2026-11-21T23:41:10Z,"
                + " 1 h 41 min later; catchup is 10 min.");
  }
}
