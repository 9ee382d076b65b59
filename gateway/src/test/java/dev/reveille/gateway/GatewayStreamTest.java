package dev.reveille.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Provider.Api;
import dev.reveille.domain.settings.Provider.Auth;
import dev.reveille.gateway.HandProvider.Conversation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class GatewayStreamTest {
  private static final Duration IDLE = Duration.ofMillis(1500);
  private static final String FIRST =
      "data: {\"model\":\"gpt-5.4-nano\",\"choices\":[{\"delta\":{\"content\":\"Good\"}}]}\n\n";

  private GatewayFixture fixture;
  private HandProvider provider;
  private Access access;

  @BeforeEach
  void start() throws IOException {
    fixture = new GatewayFixture(GatewayOptions.defaults().idleTimeout(IDLE));
    provider = new HandProvider();
    access = open(new RunKey("by-hand", "run-2"), 1);
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
    provider.close();
  }

  @Test
  void a_chunk_reaches_the_agent_before_the_provider_has_finished() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> answer = ask();
    try (Conversation conversation = provider.accept()) {
      conversation.write(HandProvider.EVENTS);
      conversation.chunk(FIRST);
      InputStream body = answer.get(20, TimeUnit.SECONDS).body();
      assertThat(body.readNBytes(FIRST.length())).asString().isEqualTo(FIRST);
      assertThat(fixture.calls.ended()).isEmpty();

      conversation.chunk("data: [DONE]\n\n");
      conversation.write("0\r\n\r\n");
      assertThat(body.readAllBytes()).asString().isEqualTo("data: [DONE]\n\n");
    }
    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.asked()).isEqualTo(GatewayFixture.MODEL);
    assertThat(call.answered()).isEqualTo(GatewayFixture.MODEL);
    assertThat(call.error()).isNull();
  }

  @Test
  void an_agent_that_leaves_before_an_answer_ends_the_providers_call() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> answer = ask();
    try (Conversation conversation = provider.accept()) {
      answer.cancel(true);
      assertThat(conversation.isHungUp()).isTrue();
    }
    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.status()).isEqualTo(499);
    assertThat(call.error()).isEqualTo("The agent closed the connection.");
  }

  @Test
  void an_agent_that_leaves_within_an_answer_ends_the_providers_call() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> answer = ask();
    try (Conversation conversation = provider.accept()) {
      conversation.write(HandProvider.EVENTS);
      conversation.chunk(FIRST);
      InputStream body = answer.get(20, TimeUnit.SECONDS).body();
      assertThat(body.read()).isEqualTo('d');
      body.close();
      assertThat(conversation.isHungUp()).isTrue();
    }
    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.answered()).isEqualTo(GatewayFixture.MODEL);
    assertThat(call.error()).isEqualTo("The agent closed the connection.");
  }

  @Test
  void an_agent_may_hang_up_on_the_last_word_of_an_answer() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> answer = ask();
    String last = FIRST.replace("\"delta\"", "\"finish_reason\":\"stop\",\"delta\"");
    try (Conversation conversation = provider.accept()) {
      conversation.write(HandProvider.EVENTS);
      conversation.chunk(last);
      InputStream body = answer.get(20, TimeUnit.SECONDS).body();
      assertThat(body.readNBytes(last.length())).asString().isEqualTo(last);
      body.close();
      assertThat(conversation.isHungUp()).isTrue();
    }
    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.judgement()).isEqualTo(CallJudgement.PINNED);
    assertThat(call.error()).isNull();
  }

  @Test
  void the_head_too_waits_for_the_models_name() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> answer = ask();
    try (Conversation conversation = provider.accept()) {
      conversation.write(HandProvider.EVENTS);
      conversation.chunk("data: {\"choices\":[{\"delta\":{\"content\":\"Goo");
      conversation.chunk("d\"}}]}\n\n: a comment\n\ndata: {\"model\":\"gpt-5.4-na");
      conversation.chunk("no-2\"}\n\n");
      HttpResponse<InputStream> refused = answer.get(20, TimeUnit.SECONDS);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body().readAllBytes())
          .asString()
          .contains("model_mismatch")
          .doesNotContain("Good");
      assertThat(conversation.isHungUp()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Transfer-Encoding: chunked", "Content-Length: 5000"})
  void a_provider_that_dies_within_an_answer_breaks_the_agents_stream(String framing)
      throws Exception {
    CompletableFuture<HttpResponse<InputStream>> answer = ask();
    try (Conversation conversation = provider.accept()) {
      conversation.write(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + framing + "\r\n\r\n");
      conversation.write(framing.startsWith("Content") ? FIRST : "");
      if (framing.startsWith("Transfer")) {
        conversation.chunk(FIRST);
      }
      InputStream body = answer.get(20, TimeUnit.SECONDS).body();
      assertThat(body.readNBytes(FIRST.length())).asString().isEqualTo(FIRST);
      conversation.close();
      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.error()).contains("The provider hand at 127.0.0.1 broke off");
  }

  @Test
  void a_provider_that_dies_before_an_answer_is_a_bad_gateway() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> answer = ask();
    provider.accept().close();

    HttpResponse<InputStream> refused = answer.get(20, TimeUnit.SECONDS);
    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(refused.body().readAllBytes()).asString().contains("broke off");
  }

  @Test
  void a_silent_provider_is_given_up() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> answer = ask();
    try (Conversation conversation = provider.accept()) {
      HttpResponse<InputStream> refused = answer.get(20, TimeUnit.SECONDS);
      assertThat(refused.statusCode()).isEqualTo(504);
      assertThat(refused.body().readAllBytes()).asString().contains("sent nothing for 1.5s");
      assertThat(conversation.isHungUp()).isTrue();
    }
    assertThat(fixture.calls.onlyEnded().status()).isEqualTo(504);
  }

  @Test
  void a_stalled_agent_stops_its_provider_and_delays_nobody() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> answer = ask();
    AtomicLong sent = new AtomicLong();
    try (Conversation conversation = provider.accept()) {
      conversation.write(HandProvider.EVENTS);
      CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> flood(conversation, sent));
      HttpResponse<InputStream> stalled = answer.get(20, TimeUnit.SECONDS);

      HttpResponse<String> other =
          fixture.send(
              fixture.post(
                  fixture.at("openai", "/v1/responses"),
                  GatewayFixture.ask(GatewayFixture.MODEL, true)));
      assertThat(other.statusCode()).isEqualTo(200);
      assertThat(flood).isNotDone();

      List<ModelCall> ended = fixture.calls.awaitEnded(2);
      assertThat(ended.get(0).judgement()).isEqualTo(CallJudgement.PINNED);
      assertThat(ended.get(1).judgement()).isEqualTo(CallJudgement.CUT);
      assertThat(ended.get(1).error()).isEqualTo("The agent took none of the answer any more.");
      assertThat(flood).failsWithin(Duration.ofSeconds(20));
      stalled.body().close();
    }
    assertThat(sent).hasValueLessThan(32L << 20);
  }

  @Test
  void a_revoked_access_is_cut_and_its_end_recorded_before_revoke_returns() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> answer = ask();
    try (Conversation conversation = provider.accept()) {
      conversation.write(HandProvider.EVENTS);
      conversation.chunk(FIRST);
      InputStream body = answer.get(20, TimeUnit.SECONDS).body();
      assertThat(body.readNBytes(FIRST.length())).asString().isEqualTo(FIRST);

      fixture.gateway.revoke(access.token());

      assertThat(fixture.calls.ended())
          .singleElement()
          .extracting(ModelCall::error)
          .isEqualTo("The run attempt ended while this call was under way.");
      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
      assertThat(conversation.isHungUp()).isTrue();
    }
    HttpResponse<InputStream> after = ask().get(20, TimeUnit.SECONDS);
    assertThat(after.statusCode()).isEqualTo(401);
    assertThat(after.body().readAllBytes()).asString().contains("\"code\":\"unknown_token\"");
  }

  @Test
  void a_new_attempt_revokes_the_older_one() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> older = ask();
    try (Conversation conversation = provider.accept()) {
      URI olderUrl = access.baseUrl("hand");
      Access newer = open(access.key(), 2);
      assertThat(older.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(401);
      assertThat(conversation.isHungUp()).isTrue();
      assertThat(newer.baseUrl("hand")).isNotEqualTo(olderUrl);
    }
  }

  @Test
  void a_redirect_is_not_followed_and_not_passed_on() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> answer = ask();
    try (Conversation conversation = provider.accept()) {
      conversation.write(
          "HTTP/1.1 308 Permanent Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
      HttpResponse<InputStream> refused = answer.get(20, TimeUnit.SECONDS);
      assertThat(refused.statusCode()).isEqualTo(502);
      assertThat(refused.headers().firstValue("Location")).isEmpty();
      assertThat(refused.body().readAllBytes()).asString().contains("providers.hand.baseUrl");
    }
  }

  @Test
  void headers_of_the_providers_connection_do_not_reach_the_agent() throws Exception {
    CompletableFuture<HttpResponse<InputStream>> answer = ask();
    try (Conversation conversation = provider.accept()) {
      conversation.write(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: a=b\r\nAlt-Svc: h3\r\n"
              + "Keep-Alive: timeout=5\r\nConnection: keep-alive, X-Hop\r\nX-Hop: 1\r\n"
              + "X-Request-Id: req-7\r\nContent-Length: 24\r\n\r\n{\"model\":\"gpt-5.4-nano\"}");
      HttpResponse<InputStream> passed = answer.get(20, TimeUnit.SECONDS);
      assertThat(passed.headers().map())
          .containsOnlyKeys("content-type", "content-length", "x-request-id");
      assertThat(passed.body().readAllBytes()).asString().isEqualTo("{\"model\":\"gpt-5.4-nano\"}");
    }
  }

  private Access open(RunKey key, int attempt) {
    return fixture.gateway.open(
        new Grant(
            key,
            attempt,
            "hand",
            GatewayFixture.DUE,
            ModelPin.strict(new ModelRef("hand", GatewayFixture.MODEL)),
            List.of(
                GatewayFixture.provider("hand", Api.OPENAI, provider.address(), null, Auth.KEY))));
  }

  private CompletableFuture<HttpResponse<InputStream>> ask() {
    URI url = URI.create(access.baseUrl("hand") + "/v1/chat/completions");
    return fixture.agent.sendAsync(
        fixture.post(url, GatewayFixture.ask(GatewayFixture.MODEL, true)).build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  private static void flood(Conversation conversation, AtomicLong sent) {
    String block = "data: {\"model\":\"gpt-5.4-nano\",\"x\":\"" + "x".repeat(65_536) + "\"}\n\n";
    try {
      while (true) {
        conversation.chunk(block);
        sent.addAndGet(block.getBytes(StandardCharsets.UTF_8).length);
      }
    } catch (IOException hungUp) {
      throw new IllegalStateException("the gateway hung up", hungUp);
    }
  }
}
