package dev.reveille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.settings.Provider.Api;
import dev.reveille.domain.settings.Provider.Auth;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever goes wrong in the gateway's own parts, no agent is left waiting for an end. */
@Timeout(60)
final class EveryCallEndsTest {
  private final Calls calls = new Calls();
  private final FailingClock clock = new FailingClock();
  private volatile Supplier<String> key = () -> GatewayFixture.OPENAI_KEY;
  private DrillProvider provider;
  private Gateway gateway;
  private Access access;

  @BeforeEach
  void start() throws IOException {
    provider = DrillProvider.start(ProviderScript.pleasant());
    gateway = Gateway.start(GatewayOptions.defaults(), calls, variable -> key.get(), clock);
    access =
        gateway.open(
            new Grant(
                GatewayFixture.RUN,
                1,
                "nightly",
                GatewayFixture.DUE,
                ModelPin.strict(new ModelRef("openai", GatewayFixture.MODEL)),
                List.of(
                    GatewayFixture.provider(
                        "openai",
                        Api.OPENAI,
                        URI.create(provider.address()).resolve("/v1"),
                        "OPENAI_KEY",
                        Auth.KEY))));
  }

  @AfterEach
  void stop() {
    gateway.close();
    provider.close();
  }

  @Test
  void a_key_that_cannot_be_had_ends_the_call() throws Exception {
    key =
        () -> {
          throw new StackOverflowError();
        };

    assertThat(asked().statusCode()).isEqualTo(500);
    assertThat(asked().body()).contains("gateway_failed");
    assertThat(calls.ended()).extracting(ModelCall::judgement).containsOnly(CallJudgement.FAILED);
  }

  @Test
  void a_mark_that_fails_in_an_unknown_way_ends_the_call() throws Exception {
    calls.beforeEffect(
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
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(access.baseUrl("openai") + "/v1/chat/completions"))
            .timeout(Duration.ofSeconds(15))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    GatewayFixture.ask(GatewayFixture.MODEL, false)))
            .build();
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(request, HttpResponse.BodyHandlers.ofString());
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
