package dev.reveille.gateway;

import static dev.reveille.gateway.GatewayFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Provider;
import dev.reveille.drill.ProviderScript;
import dev.reveille.gateway.pace.BreakerState;
import dev.reveille.gateway.pace.Outlook;
import dev.reveille.gateway.pace.PaceOptions;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pacing as an agent and a provider see it. */
class GatewayPaceTest {
  private static final String RESPONSES = "/v1/responses";

  private GatewayFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture =
        new GatewayFixture(GatewayOptions.defaults().pace(PaceOptions.defaults().scaled(0.01)));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private HttpResponse<String> send(String provider, String path) throws Exception {
    return fixture.send(fixture.post(fixture.at(provider, path), ask(GatewayFixture.MODEL, false)));
  }

  private CompletableFuture<HttpResponse<String>> sendAsync(Access access) {
    return fixture.agent.sendAsync(
        fixture
            .post(
                URI.create(access.baseUrl("openai") + RESPONSES), ask(GatewayFixture.MODEL, false))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** A run of its own, at a provider that gets one request at a time. */
  private Access one(URI address, String run) {
    Provider provider =
        new Provider(
            "openai",
            Provider.Api.OPENAI,
            address,
            null,
            Provider.Auth.KEY,
            null,
            false,
            1,
            Map.of(),
            null,
            Provider.Rate.UNLIMITED,
            Map.of());
    ModelPin pin = ModelPin.strict(new ModelRef("openai", GatewayFixture.MODEL));
    return fixture.gateway.open(
        new Grant(
            new RunKey(run, run), 1, run, GatewayFixture.DUE, pin, List.of(provider), List.of()));
  }

  @ParameterizedTest
  @CsvSource({"429", "503", "529"})
  void a_refusal_for_load_is_waited_out_and_the_agent_never_sees_it(int status) throws Exception {
    fixture.provider.script(ProviderScript.pleasant().failFirst(2, status));

    assertThat(send("openai", RESPONSES).statusCode()).isEqualTo(200);
    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.judgement()).isEqualTo(CallJudgement.PINNED);
    assertThat(call.sent()).isEqualTo(3);
    assertThat(fixture.provider.requests()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, /v1/chat/completions, 503, provider_overloaded",
    "openai, /v1/responses, 503, provider_overloaded",
    "anthropic, /v1/messages, 529, overloaded_error"
  })
  void overload_that_outlasts_the_patience_is_told_in_the_words_of_the_dialect(
      String provider, String path, int status, String word) throws Exception {
    fixture.impatient(provider);
    fixture.provider.script(ProviderScript.pleasant().status(503));

    HttpResponse<String> answer = send(provider, path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
    assertThat(answer.body()).contains(word, "it answers 503", "was sent once");
    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.judgement()).isEqualTo(CallJudgement.OVERLOADED);
    assertThat(call.sent()).isEqualTo(1);
    assertThat(fixture.provider.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '{\"error\":{\"code\":\"insufficient_quota\"}}'",
    "'x-should-retry: false\r\n', '{\"error\":{}}'"
  })
  void a_429_that_will_not_pass_by_itself_is_the_agent_s_at_once(String header, String body)
      throws Exception {
    try (HandProvider provider = new HandProvider()) {
      CompletableFuture<HttpResponse<String>> answer = sendAsync(one(provider.address(), "run"));
      try (HandProvider.Conversation conversation = provider.accept()) {
        conversation.write(
            "HTTP/1.1 429 Too Many\r\nContent-Type: application/json\r\n"
                + header
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);

        assertThat(answer.get().statusCode()).isEqualTo(429);
        assertThat(answer.get().body()).isEqualTo(body);
      }
    }
  }

  @Test
  void an_attempt_that_ends_leaves_the_queue_without_an_effect() throws Exception {
    try (HandProvider provider = new HandProvider()) {
      sendAsync(one(provider.address(), "busy"));
      try (HandProvider.Conversation busy = provider.accept()) {
        Access waiting = one(provider.address(), "waiting");
        CompletableFuture<HttpResponse<String>> answer = sendAsync(waiting);
        fixture.calls.awaitStarted(2);
        fixture.gateway.revoke(waiting.token());

        assertThat(answer.get().statusCode()).isEqualTo(401);
        ModelCall call = fixture.calls.onlyEnded();
        assertThat(call.judgement()).isEqualTo(CallJudgement.CUT);
        assertThat(call.sent()).isZero();
        assertThat(fixture.calls.order()).noneMatch(line -> line.contains("effect of waiting"));
        assertThat(busy.head).contains("POST");
      }
    }
  }

  @Test
  void an_agent_that_leaves_a_refused_call_was_stopped_by_the_provider() throws Exception {
    fixture.provider.script(ProviderScript.pleasant().status(503));
    Access access = fixture.access;
    CompletableFuture<HttpResponse<String>> answer = sendAsync(access);
    while (fixture.gateway.lanes().isEmpty() || fixture.gateway.lanes().get(0).refused() == 0) {
      Thread.onSpinWait();
    }
    answer.cancel(true);

    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.judgement()).isEqualTo(CallJudgement.OVERLOADED);
    assertThat(call.leftWaiting()).isTrue();
    assertThat(call.error()).contains("openai took no request for", "it answers 503");
  }

  @Test
  void an_agent_that_goes_away_leaves_the_queue() throws Exception {
    try (HandProvider provider = new HandProvider()) {
      sendAsync(one(provider.address(), "busy"));
      try (HandProvider.Conversation busy = provider.accept()) {
        CompletableFuture<HttpResponse<String>> answer =
            sendAsync(one(provider.address(), "waiting"));
        fixture.calls.awaitStarted(2);
        answer.cancel(true);

        ModelCall call = fixture.calls.onlyEnded();
        assertThat(call.judgement()).isEqualTo(CallJudgement.CUT);
        assertThat(call.sent()).isZero();
        assertThat(fixture.gateway.lanes().get(0).waiting()).isZero();
        assertThat(busy.head).contains("POST");
      }
    }
  }

  @Test
  void a_provider_that_refuses_a_lone_request_is_closed_for_boots_and_says_why() throws Exception {
    fixture.impatient("openai");
    fixture.provider.script(ProviderScript.pleasant().status(503).retryAfter(60));
    send("openai", RESPONSES);

    Outlook outlook =
        fixture.gateway.outlook(
            fixture.providers().get(0), GatewayFixture.DUE, new RunKey("other", "r"));
    assertThat(outlook.takesRequests()).isFalse();
    assertThat(outlook.closedFor()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(70));
    assertThat(outlook.reason()).contains("openai", "503");
    assertThat(fixture.gateway.lanes().get(0).breaker()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void a_listing_of_models_does_not_wait_for_the_provider() throws Exception {
    fixture.impatient("openai");
    fixture.provider.script(ProviderScript.pleasant().status(503).retryAfter(60));
    send("openai", RESPONSES);

    assertThat(
            fixture
                .send(
                    java.net.http.HttpRequest.newBuilder(fixture.at("openai", "/v1/models")).GET())
                .statusCode())
        .isEqualTo(200);
  }
}
