package dev.reveille.gateway.pace;

import static dev.reveille.gateway.pace.LaneFixture.DUE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LaneBreakerTest {
  private final LaneFixture lane = new LaneFixture();

  @Test
  void a_refusal_with_nothing_else_under_way_closes_the_lane_for_all() {
    HandRequest refused = lane.ask();
    HandRequest other = lane.ask("other", DUE);
    refused.ticket().refused(LaneFixture.busy());

    assertThat(lane.view().breaker()).isEqualTo(BreakerState.OPEN);
    lane.time.pass(Duration.ofMillis(4_999));
    assertThat(refused.sends() + other.sends()).isEqualTo(1);
  }

  @Test
  void one_request_alone_asks_whether_the_provider_is_back() {
    HandRequest refused = lane.ask();
    HandRequest other = lane.ask("other", DUE);
    refused.ticket().refused(LaneFixture.busy());
    lane.time.pass(Duration.ofSeconds(5));

    assertThat(lane.view().breaker()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(refused.sends()).isEqualTo(2);
    assertThat(other.sends()).isZero();

    refused.ticket().accepted();
    assertThat(lane.view().breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(other.sends()).isEqualTo(1);
  }

  @Test
  void pauses_grow_while_the_provider_stays_down() {
    HandRequest request = lane.ask();
    int[] seconds = {5, 55, 60, 60};
    for (int i = 0; i < seconds.length; i++) {
      request.ticket().refused(LaneFixture.busy());
      lane.time.pass(Duration.ofSeconds(seconds[i]).minusMillis(1));
      assertThat(request.sends()).isEqualTo(i + 1);
      // Up to a tenth later.
      lane.time.pass(Duration.ofMillis(seconds[i] * 100L + 1));
      assertThat(request.sends()).isEqualTo(i + 2);
    }
  }

  @Test
  void a_time_that_the_provider_names_holds_for_all() {
    HandRequest first = lane.good();
    HandRequest second = lane.ask();
    second.ticket().refused(Overload.answered(429, Duration.ofSeconds(30)));
    first.ticket().ended(0);
    lane.time.pass(Duration.ofSeconds(29));
    assertThat(second.sends()).isEqualTo(1);
    assertThat(lane.ask().sends()).isZero();

    lane.time.pass(Duration.ofSeconds(5));
    assertThat(second.sends()).isEqualTo(2);
  }

  @Test
  void a_provider_that_names_short_times_again_and_again_is_not_believed() {
    HandRequest request = lane.ask();
    for (int i = 0; i < 3; i++) {
      request.ticket().refused(Overload.answered(429, Duration.ofMillis(10)));
      lane.time.pass(Duration.ofSeconds(2));
    }

    assertThat(request.sends()).isEqualTo(2);
  }

  @Test
  void an_outage_does_not_unlearn_the_limit() {
    HandRequest[] four = {lane.good(), lane.good(), lane.good(), lane.good()};
    HandRequest fifth = lane.ask();
    lane.time.pass(Duration.ofSeconds(1));
    fifth.ticket().refused(LaneFixture.busy());
    assertThat(lane.view().limit()).isEqualTo(4);
    for (HandRequest each : four) {
      each.ticket().ended(0);
    }
    lane.time.pass(Duration.ofMillis(5_600));
    fifth.ticket().accepted();
    fifth.ticket().ended(0);
    HandRequest down = lane.ask();
    down.ticket().refused(Overload.unreachable("ConnectException"));

    assertThat(lane.view().breaker()).isEqualTo(BreakerState.OPEN);
    assertThat(lane.view().limit()).isEqualTo(4);
  }

  @Test
  void the_outlook_says_how_long_and_why_and_spreads_the_runs_by_due_time() {
    assertThat(lane.outlook("run-1", DUE).takesRequests()).isTrue();
    HandRequest request = lane.ask();
    request.ticket().refused(Overload.answered(529, Duration.ofSeconds(30)));

    Outlook first = lane.outlook("run-1", DUE);
    Outlook later = lane.outlook("run-2", DUE.plusSeconds(5));
    Outlook between = lane.outlook("run-3", DUE.plusSeconds(1));
    assertThat(first.closedFor()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
    assertThat(first.reason()).contains("openai", "answers 529", "30 s");
    assertThat(later.closedFor().minus(first.closedFor())).isEqualTo(Duration.ofMillis(500));
    assertThat(between.closedFor().minus(first.closedFor())).isEqualTo(Duration.ofMillis(500));
    assertThat(lane.outlook("run-2", DUE.plusSeconds(5)).closedFor().minus(first.closedFor()))
        .isEqualTo(Duration.ofSeconds(1));

    lane.time.pass(Duration.ofSeconds(34));
    assertThat(lane.outlook("run-1", DUE).takesRequests()).isTrue();
  }

  @Test
  void a_short_back_off_while_others_are_under_way_puts_no_boot_off() {
    lane.good();
    HandRequest second = lane.ask();
    second.ticket().refused(LaneFixture.busy());

    assertThat(lane.outlook("run-1", DUE).takesRequests()).isTrue();
  }
}
