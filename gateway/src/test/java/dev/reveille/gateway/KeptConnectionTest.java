package dev.reveille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Provider.Api;
import dev.reveille.domain.settings.Provider.Auth;
import dev.reveille.gateway.HandProvider.Conversation;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that closes a connection which it kept, at the moment a request comes over it. */
@Timeout(60)
final class KeptConnectionTest {
  private static final String BODY = "{\"model\":\"gpt-5.4-nano\"}";
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
          + BODY.length()
          + "\r\n\r\n"
          + BODY;

  private GatewayFixture fixture;
  private HandProvider provider;
  private Access access;

  @BeforeEach
  void start() throws Exception {
    fixture = new GatewayFixture();
    provider = new HandProvider();
    access =
        fixture.gateway.open(
            new Grant(
                new RunKey("kept", "run-1"),
                1,
                "nightly",
                GatewayFixture.DUE,
                ModelPin.strict(new ModelRef("hand", GatewayFixture.MODEL)),
                List.of(
                    GatewayFixture.provider(
                        "hand", Api.OPENAI, provider.address(), null, Auth.KEY))));
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
    provider.close();
  }

  @Test
  void the_request_goes_out_once_more_on_a_fresh_connection_and_the_record_says_so()
      throws Exception {
    try (Conversation kept = answeredOnce()) {
      CompletableFuture<HttpResponse<String>> answer = ask();
      kept.next();
      kept.close();
      try (Conversation fresh = provider.accept()) {
        assertThat(fresh.head).isEqualToNormalizingNewlines(again(kept.head));
        fresh.write(ANSWER);
        assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo(BODY);
      }
    }
    List<ModelCall> calls = fixture.calls.awaitEnded(2);
    assertThat(calls).extracting(ModelCall::judgement).containsOnly(CallJudgement.PINNED);
    assertThat(calls).extracting(ModelCall::sent).containsExactly(1, 2);
    assertThat(fixture.gateway.lanes()).allSatisfy(lane -> assertThat(lane.refused()).isZero());
  }

  @Test
  void it_goes_out_once_more_and_no_oftener() throws Exception {
    try (Conversation kept = answeredOnce()) {
      CompletableFuture<HttpResponse<String>> answer = ask();
      kept.next();
      kept.close();
      provider.accept().close();
      assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(502);
    }
    assertThat(fixture.calls.awaitEnded(2).get(1).sent()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"H", "\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n"})
  void a_request_on_which_the_provider_said_anything_is_not_sent_again(String said)
      throws Exception {
    try (Conversation kept = answeredOnce()) {
      CompletableFuture<HttpResponse<String>> answer = ask();
      kept.next();
      kept.write(said);
      kept.close();
      assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(502);
    }
    assertThat(fixture.calls.awaitEnded(2).get(1).sent()).isEqualTo(1);
  }

  @Test
  void a_request_on_a_connection_of_its_own_is_not_sent_again() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = ask();
    provider.accept().close();
    assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(502);
    assertThat(fixture.calls.onlyEnded().sent()).isEqualTo(1);
  }

  private Conversation answeredOnce() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = ask();
    Conversation kept = provider.accept();
    kept.write(ANSWER);
    assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo(BODY);
    fixture.calls.awaitEnded(1);
    return kept;
  }

  /** The same head, but for a connection that is used once. */
  private static String again(String head) {
    return head.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
  }

  private CompletableFuture<HttpResponse<String>> ask() {
    URI uri = URI.create(access.baseUrl("hand") + "/v1/chat/completions");
    return fixture.agent.sendAsync(
        fixture.post(uri, GatewayFixture.ask(GatewayFixture.MODEL, false)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
