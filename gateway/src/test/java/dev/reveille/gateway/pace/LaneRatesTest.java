package dev.reveille.gateway.pace;

import static dev.reveille.gateway.pace.LaneFixture.DUE;
import static dev.reveille.gateway.pace.LaneFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.settings.Provider.Rate;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaneRatesTest {
  private static int sentOf(LaneFixture lane, int requests, Duration time) {
    int sent = 0;
    long until = lane.time.getAsLong() + time.toNanos();
    for (int i = 0; i < requests; i++) {
      HandRequest request = lane.ask();
      while (request.sends() == 0 && lane.time.getAsLong() < until) {
        lane.time.pass(Duration.ofMillis(100));
      }
      sent += request.sends();
      request.ticket().accepted();
      request.ticket().ended(100);
    }
    return sent;
  }

  @Test
  void no_minute_has_more_requests_than_the_rate() {
    LaneFixture lane = new LaneFixture(0, new Rate(10, 0), Map.of());

    assertThat(sentOf(lane, 100, Duration.ofSeconds(59))).isEqualTo(10);
    assertThat(sentOf(lane, 100, Duration.ofSeconds(59))).isEqualTo(10);
  }

  @Test
  void tokens_are_counted_as_the_provider_reports_them() {
    LaneFixture lane = new LaneFixture(0, new Rate(0, 1_000), Map.of());

    assertThat(sentOf(lane, 100, Duration.ofSeconds(59))).isEqualTo(10);
  }

  @Test
  void a_call_that_alone_uses_more_than_a_minute_s_tokens_is_let_through_all_the_same() {
    LaneFixture lane = new LaneFixture(0, new Rate(0, 50), Map.of());

    assertThat(sentOf(lane, 2, Duration.ofSeconds(61))).isEqualTo(2);
  }

  @Test
  void a_model_at_its_rate_does_not_hold_up_the_others() {
    LaneFixture lane = new LaneFixture(0, Rate.UNLIMITED, Map.of("slow", new Rate(1, 0)));
    HandRequest first = lane.ask("job", DUE, "slow", PATIENCE);
    first.ticket().accepted();
    HandRequest second = lane.ask("job", DUE, "slow", PATIENCE);
    HandRequest other = lane.ask("job", DUE, "quick", PATIENCE);

    assertThat(second.sends()).isZero();
    assertThat(other.sends()).isEqualTo(1);
    lane.time.pass(Duration.ofSeconds(60));
    assertThat(second.sends()).isEqualTo(1);
  }
}
