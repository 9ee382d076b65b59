package dev.reveille.domain.slot;

import static dev.reveille.domain.slot.Promises.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.slot.SlotFacts.OnServer;
import dev.reveille.domain.slot.SlotFacts.Other;
import dev.reveille.domain.slot.SlotFacts.Run;
import dev.reveille.domain.slot.SlotOutcome.Kind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlotJudgeTest {
  private static final Duration CATCHUP = Duration.ofMinutes(10);
  private static final Instant SOON = NOON.plusSeconds(15);
  private static final Instant CAUGHT_UP = NOON.plus(CATCHUP).plusSeconds(30);

  @Test
  void a_runs_verdict_is_the_outcome_whatever_was_seen_of_the_schedule() {
    for (Watched watched : Watched.values()) {
      SlotFacts slot = slot(watched, Overlap.SKIP, new Run("r", "BOOT_TIMEOUT", "hung"), null);
      assertThat(SlotJudge.judge(slot, NOON))
          .contains(new SlotOutcome(Kind.RAN, "BOOT_TIMEOUT", "hung", "r"));
    }
  }

  @Test
  void a_run_that_ended_without_running_says_so() {
    assertThat(kind(ran("SKIPPED"), SOON)).isEqualTo(Kind.SKIPPED);
    assertThat(kind(ran("MISSED"), SOON)).isEqualTo(Kind.MISSED);
    assertThat(kind(ran("OK"), SOON)).isEqualTo(Kind.RAN);
  }

  @Test
  void a_run_that_goes_on_is_waited_for() {
    assertThat(kind(slot(Watched.PAUSED, Overlap.SKIP, new Run("r", null, ""), null), CAUGHT_UP))
        .isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_ASKED", "UNDER_WAY", "CLOSED"})
  void nothing_is_said_while_the_server_may_have_a_run(OnServer onServer) {
    assertThat(kind(with(slot(Watched.GONE, Overlap.SKIP, null, null), onServer), CAUGHT_UP))
        .isNull();
  }

  @Test
  void a_server_may_be_a_little_late() {
    SlotFacts slot = slot(Watched.PAUSED, Overlap.SKIP, null, null);
    assertThat(kind(slot, NOON.plusSeconds(9))).isNull();
    assertThat(kind(slot, NOON.plusSeconds(10))).isEqualTo(Kind.PAUSED);
  }

  @Test
  void what_was_seen_of_the_schedule_explains_at_once() {
    assertThat(outcome(slot(Watched.GONE, Overlap.SKIP, null, null), SOON))
        .satisfies(gone -> assertThat(gone.kind()).isEqualTo(Kind.MISSED))
        .satisfies(gone -> assertThat(gone.message()).contains("reveille/tick", "apply"));
    assertThat(outcome(slot(Watched.CHANGED, Overlap.SKIP, null, null), SOON))
        .satisfies(changed -> assertThat(changed.kind()).isEqualTo(Kind.MISSED))
        .satisfies(changed -> assertThat(changed.message()).contains("changed in Temporal"));
  }

  @Test
  void the_second_of_two_equal_local_times_is_skipped() {
    SlotFacts plain = slot(Watched.KEPT, Overlap.SKIP, null, null);
    SlotFacts fold =
        new SlotFacts(
            "tick",
            NOON,
            NOON,
            true,
            Watched.KEPT,
            Overlap.SKIP,
            CATCHUP,
            null,
            OnServer.ABSENT,
            null,
            false);
    assertThat(outcome(fold, SOON).message()).contains("DST_FOLD");
    assertThat(kind(plain, SOON)).isNull();
  }

  @Test
  void a_run_that_went_on_explains_a_skip_and_is_named() {
    SlotOutcome skipped =
        outcome(slot(Watched.KEPT, Overlap.SKIP, null, new Other("tick-11", null)), SOON);
    assertThat(skipped.kind()).isEqualTo(Kind.SKIPPED);
    assertThat(skipped.message()).contains("tick-11", "overlap: skip");
  }

  @Test
  void a_buffered_slot_waits_for_the_run_before_it() {
    Other goesOn = new Other("tick-11", null);
    Other ended = new Other("tick-11", NOON.plusSeconds(3));
    Other justEnded = new Other("tick-11", NOON.plusSeconds(6));
    assertThat(kind(slot(Watched.KEPT, Overlap.BUFFER_ONE, null, goesOn), CAUGHT_UP)).isNull();
    assertThat(kind(slot(Watched.KEPT, Overlap.BUFFER_ALL, null, goesOn), CAUGHT_UP)).isNull();
    assertThat(kind(slot(Watched.KEPT, Overlap.BUFFER_ONE, null, justEnded), SOON)).isNull();
    assertThat(kind(slot(Watched.KEPT, Overlap.BUFFER_ONE, null, ended), SOON))
        .as("one slot is kept for later, no more")
        .isEqualTo(Kind.SKIPPED);
    assertThat(kind(slot(Watched.KEPT, Overlap.BUFFER_ALL, null, ended), CAUGHT_UP))
        .isEqualTo(Kind.MISSED);
  }

  @ParameterizedTest
  @EnumSource(names = {"CANCEL_OTHER", "TERMINATE_OTHER", "ALLOW_ALL"})
  void where_runs_make_way_another_run_is_no_reason(Overlap overlap) {
    SlotFacts slot = slot(Watched.KEPT, overlap, null, new Other("tick-11", null));
    assertThat(kind(slot, SOON)).isNull();
    assertThat(kind(slot, CAUGHT_UP)).isEqualTo(Kind.MISSED);
  }

  @Test
  void without_a_reason_the_server_has_until_the_end_of_the_catchup() {
    SlotFacts slot = slot(Watched.KEPT, Overlap.SKIP, null, null);
    assertThat(kind(slot, CAUGHT_UP.minusMillis(1))).isNull();
    assertThat(outcome(slot, CAUGHT_UP).message()).contains("10 min", "backfill");
  }

  @Test
  void a_slot_that_the_server_passed_by_is_not_waited_for() {
    SlotFacts passed =
        new SlotFacts(
            "tick",
            NOON,
            NOON,
            false,
            Watched.KEPT,
            Overlap.SKIP,
            CATCHUP,
            null,
            OnServer.ABSENT,
            null,
            true);
    assertThat(kind(passed, SOON)).isEqualTo(Kind.MISSED);
  }

  @Test
  void a_clock_that_jumps_back_takes_nothing_back_and_forward_waits_for_no_one() {
    SlotFacts slot = slot(Watched.KEPT, Overlap.SKIP, null, null);
    assertThat(kind(slot, NOON.minus(Duration.ofDays(1)))).isNull();
    assertThat(kind(slot, NOON.plus(Duration.ofDays(1)))).isEqualTo(Kind.MISSED);
  }

  @Test
  void the_surer_reason_between_two_looks_counts() {
    assertThat(Watched.between(Watched.KEPT, Watched.PAUSED)).isEqualTo(Watched.PAUSED);
    assertThat(Watched.between(Watched.PAUSED, Watched.KEPT)).isEqualTo(Watched.PAUSED);
    assertThat(Watched.between(Watched.PAUSED, Watched.GONE)).isEqualTo(Watched.GONE);
    assertThat(Watched.between(Watched.KEPT, Watched.CHANGED)).isEqualTo(Watched.CHANGED);
    assertThat(Watched.between(Watched.KEPT, Watched.KEPT)).isEqualTo(Watched.KEPT);
  }

  private static SlotFacts ran(String verdict) {
    return slot(Watched.KEPT, Overlap.SKIP, new Run("r", verdict, "so it was"), null);
  }

  private static SlotFacts slot(
      Watched watched, Overlap overlap, @Nullable Run run, @Nullable Other other) {
    return new SlotFacts(
        "tick", NOON, NOON, false, watched, overlap, CATCHUP, run, OnServer.ABSENT, other, false);
  }

  private static SlotFacts with(SlotFacts slot, OnServer onServer) {
    return new SlotFacts(
        slot.job(),
        slot.due(),
        slot.latest(),
        slot.fold(),
        slot.watched(),
        slot.overlap(),
        slot.catchup(),
        slot.run(),
        onServer,
        slot.other(),
        slot.passedBy());
  }

  private static @Nullable Kind kind(SlotFacts slot, Instant now) {
    return SlotJudge.judge(slot, now).map(SlotOutcome::kind).orElse(null);
  }

  private static SlotOutcome outcome(SlotFacts slot, Instant now) {
    return SlotJudge.judge(slot, now).orElseThrow();
  }
}
