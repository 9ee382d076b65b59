package dev.reveille.gateway.pace;

import static dev.reveille.gateway.pace.LaneFixture.DUE;
import static dev.reveille.gateway.pace.LaneFixture.PATIENCE;
import static dev.reveille.gateway.pace.LaneFixture.SETTLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final LaneFixture lane = new LaneFixture();

  /** Requests that were all let in, so many at once. */
  private List<HandRequest> underWay(int count) {
    List<HandRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(lane.ask());
    }
    lane.time.pass(Duration.ofMinutes(1));
    assertThat(requests).allMatch(request -> request.sends() == 1);
    return requests;
  }

  @Test
  void the_first_request_goes_at_once() {
    assertThat(lane.ask().sends()).isEqualTo(1);
  }

  @Test
  void an_agent_that_asks_one_thing_after_the_other_never_waits() {
    for (int i = 0; i < 100; i++) {
      HandRequest request = lane.good();
      assertThat(request.sends()).isEqualTo(1);
      request.ticket().ended(0);
    }
  }

  @Test
  void requests_come_in_one_after_the_other_while_none_is_refused() {
    lane.ask();
    HandRequest second = lane.ask();
    HandRequest third = lane.ask();
    lane.time.pass(SETTLE);
    assertThat(second.sends()).isZero();

    // The first one had to make a connection, too.
    lane.time.pass(SETTLE.multipliedBy(4));
    assertThat(second.sends()).isEqualTo(1);
    assertThat(third.sends()).isZero();

    lane.time.pass(SETTLE);
    assertThat(third.sends()).isEqualTo(1);
  }

  @Test
  void a_request_that_has_not_left_yet_tells_nothing() {
    HandRequest first = new HandRequest(false);
    lane.pacer.enter(lane.asking("key", "job", lane.pacer.patience(PATIENCE)), first);
    HandRequest second = lane.ask();
    lane.time.pass(Duration.ofSeconds(5));
    assertThat(second.sends()).isZero();

    first.ticket().left();
    lane.time.pass(SETTLE.multipliedBy(5));
    assertThat(second.sends()).isEqualTo(1);
  }

  @Test
  void a_request_that_cannot_leave_does_not_hold_the_others_back_for_ever() {
    HandRequest first = new HandRequest(false);
    lane.pacer.enter(lane.asking("key", "job", lane.pacer.patience(PATIENCE)), first);
    HandRequest second = lane.ask();
    lane.time.pass(Duration.ofSeconds(15));
    assertThat(second.sends()).isEqualTo(1);
  }

  @Test
  void an_answer_that_begins_lets_the_next_in_before_its_time() {
    HandRequest first = lane.ask();
    HandRequest second = lane.ask();
    first.ticket().accepted();

    assertThat(second.sends()).isEqualTo(1);
  }

  @Test
  void two_hundred_slow_streams_are_all_let_in_within_seconds() {
    for (int i = 0; i < 200; i++) {
      lane.ask();
    }
    lane.time.pass(Duration.ofSeconds(7));

    assertThat(lane.view().underWay()).isEqualTo(200);
  }

  @Test
  void what_was_once_let_in_at_once_goes_at_once_again() {
    underWay(8).forEach(request -> request.ticket().ended(0));
    for (int i = 0; i < 8; i++) {
      assertThat(lane.ask().sends()).isEqualTo(1);
    }
  }

  @Test
  void a_refused_request_is_sent_again_when_one_under_way_is_over() {
    List<HandRequest> busy = underWay(4);
    HandRequest refused = lane.ask();
    refused.ticket().refused(LaneFixture.busy());
    lane.time.pass(Duration.ofSeconds(30));
    assertThat(refused.sends()).isEqualTo(1);
    assertThat(lane.view().limit()).isEqualTo(4);

    busy.get(0).ticket().ended(0);
    assertThat(refused.sends()).isEqualTo(2);
  }

  @Test
  void many_refusals_at_once_count_as_one_and_leave_the_number_that_was_let_in() {
    List<HandRequest> requests = underWay(40);
    requests.subList(30, 40).forEach(request -> request.ticket().refused(LaneFixture.busy()));

    assertThat(lane.view().limit()).isEqualTo(30);
    assertThat(lane.view().breaker()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void a_learned_limit_is_tried_again_after_two_minutes_and_then_after_four() {
    underWay(4);
    HandRequest extra = lane.ask();
    extra.ticket().refused(LaneFixture.busy());
    lane.time.pass(Duration.ofSeconds(119));
    assertThat(extra.sends()).isEqualTo(1);
    lane.time.pass(Duration.ofSeconds(1));
    assertThat(extra.sends()).isEqualTo(2);

    extra.ticket().refused(LaneFixture.busy());
    lane.time.pass(Duration.ofSeconds(239));
    assertThat(extra.sends()).isEqualTo(2);
    lane.time.pass(Duration.ofSeconds(1));
    assertThat(extra.sends()).isEqualTo(3);
  }

  @Test
  void a_limit_that_is_gone_is_forgotten_soon_after_it_was_tried() {
    underWay(4);
    lane.ask().ticket().refused(LaneFixture.busy());
    for (int i = 0; i < 40; i++) {
      lane.ask();
    }
    lane.time.pass(Duration.ofMinutes(2).plusSeconds(10));

    assertThat(lane.view().underWay()).isEqualTo(45);
  }

  @Test
  void jobs_with_less_under_way_come_first_then_earlier_due_times_then_who_came_first() {
    HandRequest first = lane.ask("busy", DUE);
    HandRequest busy = lane.ask("busy", DUE.minusSeconds(60));
    HandRequest late = lane.ask("late", DUE.plusSeconds(60));
    HandRequest second = lane.ask("second", DUE);
    HandRequest third = lane.ask("third", DUE);
    first.ticket().accepted();
    List<HandRequest> order = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      for (HandRequest each : List.of(busy, late, second, third)) {
        if (each.sends() == 1 && !order.contains(each)) {
          order.add(each);
        }
      }
      lane.time.pass(SETTLE);
    }

    assertThat(order).containsExactly(second, third, late, busy);
  }

  @Test
  void who_leaves_the_queue_is_never_sent() {
    HandRequest first = lane.ask();
    HandRequest gone = lane.ask();
    HandRequest next = lane.ask();
    gone.ticket().ended(0);
    first.ticket().accepted();
    lane.time.pass(Duration.ofMinutes(1));

    assertThat(gone.sends()).isZero();
    assertThat(next.sends()).isEqualTo(1);
    assertThat(lane.view().waiting()).isZero();
  }

  @Test
  void patience_ends_in_words_that_say_what_was_tried() {
    underWay(4);
    HandRequest refused = lane.ask("job", DUE, "m", Duration.ofSeconds(90));
    refused.ticket().refused(LaneFixture.busy());
    lane.time.pass(Duration.ofSeconds(90));

    assertThat(refused.gaveUp())
        .contains("openai", "it answers 503", "1 min 30 s", "was sent once");
    assertThat(lane.view().waiting()).isZero();
  }

  @Test
  void a_request_whose_agent_leaves_says_what_it_waited_for() {
    underWay(4);
    HandRequest refused = lane.ask();
    HandRequest hardly = lane.ask();
    HandRequest waiting = lane.ask();
    refused.ticket().refused(LaneFixture.busy());
    assertThat(hardly.ticket().abandoned()).isNull();
    lane.time.pass(Duration.ofSeconds(40));

    assertThat(refused.ticket().abandoned())
        .satisfies(why -> assertThat(why.sends()).isEqualTo(1))
        .satisfies(why -> assertThat(why.words()).contains("openai", "it answers 503", "40 s"));
    assertThat(waiting.ticket().abandoned()).isNotNull();
    assertThat(refused.ticket().abandoned()).isNull();
    assertThat(lane.view().waiting()).isZero();
  }

  @Test
  void the_requests_of_an_attempt_have_one_patience() {
    underWay(4);
    lane.ask().ticket().refused(LaneFixture.busy());
    Patience patience = lane.pacer.patience(Duration.ofSeconds(60));
    HandRequest early = new HandRequest();
    HandRequest later = new HandRequest();
    lane.pacer.enter(lane.asking("key", "job", patience), early);
    lane.time.pass(Duration.ofSeconds(40));
    early.ticket().ended(0);
    lane.time.pass(Duration.ofSeconds(10));
    lane.pacer.enter(lane.asking("key", "job", patience), later);
    lane.time.pass(Duration.ofSeconds(19));
    assertThat(later.gaveUp()).isEmpty();

    lane.time.pass(Duration.ofSeconds(1));
    assertThat(later.gaveUp()).contains("patience is 1 min");
  }

  @Test
  void the_queue_is_bounded() {
    LaneFixture one =
        new LaneFixture(
            1, dev.reveille.domain.settings.Provider.Rate.UNLIMITED, java.util.Map.of());
    for (int i = 0; i <= PaceOptions.defaults().queue(); i++) {
      assertThat(one.ask().gaveUp()).isEmpty();
    }

    assertThat(one.ask().gaveUp()).contains("1000 requests wait for it already");
    assertThat(one.view().waiting()).isEqualTo(1000);
  }

  @Test
  void other_keys_and_other_providers_are_not_held_back() {
    lane.ask().ticket().refused(LaneFixture.busy());
    HandRequest other = new HandRequest();
    lane.pacer.enter(lane.asking("another key", "job", lane.pacer.patience(PATIENCE)), other);

    assertThat(other.sends()).isEqualTo(1);
  }

  @Test
  void a_ticket_that_is_over_changes_nothing_any_more() {
    HandRequest request = lane.good();
    request.ticket().ended(0);
    request.ticket().ended(0);
    request.ticket().refused(LaneFixture.busy());
    request.ticket().accepted();

    assertThat(lane.view().underWay()).isZero();
    assertThat(lane.view().breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(lane.ask().sends()).isEqualTo(1);
  }
}
