package dev.reveille.domain.slot;

import static dev.reveille.domain.slot.Promises.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromisedSlotsTest {
  private static final Duration NONE = Duration.ZERO;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void a_window_has_its_end_and_not_its_beginning_so_that_windows_meet() {
    PromisedSlots slots = PromisedSlots.of(Promises.every(MINUTE, NONE, NONE));
    assertThat(slots.between(NOON, NOON.plus(MINUTE.multipliedBy(3)), 10))
        .containsExactly(at(1), at(2), at(3));
    assertThat(slots.between(at(3), at(5), 10)).containsExactly(at(4), at(5));
    assertThat(slots.between(NOON, at(60), 2)).containsExactly(at(1), at(2));
  }

  @Test
  void a_window_is_of_the_times_with_their_offset() {
    Promise promise = Promises.every(MINUTE, NONE, Duration.ofSeconds(5));
    PromisedSlots slots = PromisedSlots.of(promise);
    assertThat(slots.between(NOON.plusSeconds(2), NOON.plusSeconds(6), 10)).containsExactly(NOON);
    assertThat(slots.next(NOON.plusSeconds(2))).isEqualTo(NOON.plusSeconds(5));
    assertThat(promise.workflowId(NOON)).isEqualTo("tick-2026-11-21T12:00:05Z");
  }

  @Test
  void the_day_the_clocks_go_back_has_one_slot_and_one_fold() {
    Instant fold = Instant.parse("2027-11-07T06:30:00Z");
    PromisedSlots slots = PromisedSlots.of(Promises.cron("30 1 * * *", "America/New_York", fold));
    Instant midnight = Instant.parse("2027-11-07T04:00:00Z");
    assertThat(slots.between(midnight, midnight.plus(Duration.ofHours(25)), 10))
        .containsExactly(Instant.parse("2027-11-07T05:30:00Z"), fold);
    assertThat(slots.isFold(fold)).isTrue();
    assertThat(slots.isFold(Instant.parse("2027-11-07T05:30:00Z"))).isFalse();
  }

  @Test
  void the_day_the_clocks_go_forward_keeps_its_slot() {
    PromisedSlots slots = PromisedSlots.of(Promises.cron("30 2 * * *", "America/New_York"));
    Instant midnight = Instant.parse("2027-03-14T05:00:00Z");
    assertThat(slots.between(midnight, midnight.plus(Duration.ofHours(23)), 10))
        .containsExactly(Instant.parse("2027-03-14T07:30:00Z"));
  }

  @Test
  void the_servers_own_list_agrees_also_with_jitter() {
    PromisedSlots plain = PromisedSlots.of(Promises.every(MINUTE, NONE, NONE));
    assertThat(plain.agree(List.of(at(1), at(2), at(3)))).isTrue();
    assertThat(plain.agree(List.of())).isTrue();
    PromisedSlots spread =
        PromisedSlots.of(Promises.every(MINUTE, Duration.ofSeconds(30), Duration.ofSeconds(2)));
    assertThat(spread.agree(List.of(at(1).plusSeconds(31), at(2).plusSeconds(2)))).isTrue();
    assertThat(spread.agree(List.of(at(1).plusSeconds(33)))).isFalse();
  }

  @Test
  void jitter_wider_than_the_interval_still_agrees() {
    PromisedSlots spread = PromisedSlots.of(Promises.every(MINUTE, Duration.ofMinutes(5), NONE));
    assertThat(spread.agree(List.of(at(1).plusSeconds(59), at(2).plusSeconds(1), at(3)))).isTrue();
  }

  @Test
  void times_left_out_added_or_moved_do_not_agree() {
    PromisedSlots slots = PromisedSlots.of(Promises.every(MINUTE, NONE, NONE));
    assertThat(slots.agree(List.of(at(1), at(3)))).as("one left out").isFalse();
    assertThat(slots.agree(List.of(at(1), at(1).plusSeconds(30)))).as("one added").isFalse();
    assertThat(slots.agree(List.of(at(1).plusSeconds(7)))).as("moved").isFalse();
  }

  @Test
  void a_fold_that_the_server_leaves_out_is_no_disagreement() {
    Instant fold = Instant.parse("2027-11-07T06:30:00Z");
    PromisedSlots slots = PromisedSlots.of(Promises.cron("30 1 * * *", "America/New_York", fold));
    Instant first = Instant.parse("2027-11-07T05:30:00Z");
    Instant next = Instant.parse("2027-11-08T06:30:00Z");
    assertThat(slots.agree(List.of(first, next))).isTrue();
    assertThat(slots.agree(List.of(first, fold, next))).isTrue();
  }

  private static Instant at(int minute) {
    return NOON.plus(MINUTE.multipliedBy(minute));
  }
}
