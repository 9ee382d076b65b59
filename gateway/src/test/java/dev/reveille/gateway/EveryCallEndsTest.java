package dev.reveille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever goes wrong in the gateway's own parts, no agent is left waiting for an end. */
@Timeout(60)
final class EveryCallEndsTest {
  private final FailingClock clock = new FailingClock();
  private GatewayFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new GatewayFixture(GatewayOptions.defaults(), clock);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void a_key_that_cannot_be_had_ends_the_call() throws Exception {
    fixture.keys =
        variable -> {
          throw new StackOverflowError();
        };

    assertThat(asked().statusCode()).isEqualTo(500);
    assertThat(asked().body()).contains("gateway_failed");
    assertThat(fixture.calls.ended())
        .extracting(ModelCall::judgement)
        .containsOnly(CallJudgement.FAILED);
  }

  @Test
  void a_mark_that_fails_in_an_unknown_way_ends_the_call() throws Exception {
    fixture.calls.beforeEffect(
        () -> {
          throw new StackOverflowError();
        });

    assertThat(asked().body()).contains("gateway_failed");
  }

  @Test
  void a_clock_that_fails_ends_the_call() throws Exception {
    clock.failure.set(new StackOverflowError());

    assertThat(asked().statusCode()).isEqualTo(500);

    clock.failure.set(null);
    assertThat(asked().statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> asked() throws IOException, InterruptedException {
    return fixture.send(
        fixture.post(
            fixture.at("openai", "/v1/chat/completions"),
            GatewayFixture.ask(GatewayFixture.MODEL, false)));
  }

  /** The time, or a failure. */
  private static final class FailingClock extends Clock {
    final AtomicReference<@Nullable Error> failure = new AtomicReference<>();

    @Override
    public Instant instant() {
      Error now = failure.get();
      if (now != null) {
        throw now;
      }
      return Instant.now();
    }

    @Override
    public ZoneId getZone() {
      return Clock.systemUTC().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
