package dev.reveille.gateway;

import static dev.reveille.gateway.GatewayFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.drill.ProviderScript;
import dev.reveille.drill.RecordedRequest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GatewayTest {
  private GatewayFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new GatewayFixture();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({
    "openai, /v1/chat/completions, false",
    "openai, /v1/chat/completions, true",
    "openai, /chat/completions, true",
    "openai, /v1/responses, false",
    "openai, /v1/responses, true",
    "anthropic, /v1/messages?beta=true, false",
    "anthropic, /v1/messages?beta=true, true"
  })
  void every_dialect_passes_and_its_model_and_tokens_are_recorded(
      String provider, String path, boolean stream) throws Exception {
    fixture.pin(provider);
    fixture.provider.script(ProviderScript.pleasant().tokens(11, 7));

    HttpResponse<String> answer =
        fixture.send(fixture.post(fixture.at(provider, path), ask(GatewayFixture.MODEL, stream)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Good morning.");
    String sentPath = path.startsWith("/v1") ? path : "/v1" + path;
    assertThat(fixture.provider.requests().get(0).path()).isEqualTo(sentPath);
    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.asked()).isEqualTo(GatewayFixture.MODEL);
    assertThat(call.answered()).isEqualTo(GatewayFixture.MODEL);
    assertThat(call.answer().inputTokens()).isEqualTo(11);
    assertThat(call.answer().outputTokens()).isEqualTo(7);
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.refused()).isFalse();
    assertThat(call.error()).isNull();
    assertThat(call.path()).isEqualTo(path.replaceAll("\\?.*", ""));
    assertThat(call.key()).isEqualTo(GatewayFixture.RUN);
    assertThat(fixture.calls.order())
        .containsExactlyInAnyOrder(
            "start 1", "effect of " + GatewayFixture.RUN.workflowId() + " attempt 1", "end 1")
        .endsWith("end 1");
    assertThat(fixture.access.calls()).isEqualTo(1);
  }

  @Test
  void the_effect_is_marked_once_and_lists_and_counts_are_none() throws Exception {
    fixture.pin("anthropic");
    fixture.send(HttpRequest.newBuilder(fixture.at("anthropic", "/v1/models")));
    fixture.send(
        fixture.post(
            fixture.at("anthropic", "/v1/messages/count_tokens"),
            ask(GatewayFixture.MODEL, false)));
    fixture.calls.awaitEnded(2);
    assertThat(fixture.calls.order()).containsExactlyInAnyOrder("end 1", "start 2", "end 2");
    assertThat(fixture.calls.ended())
        .extracting(ModelCall::judgement)
        .containsOnly(CallJudgement.NO_WORK);
    assertThat(fixture.access.calls()).isZero();

    for (int i = 0; i < 2; i++) {
      fixture.send(
          fixture.post(fixture.at("anthropic", "/v1/messages"), ask(GatewayFixture.MODEL, false)));
    }

    assertThat(fixture.calls.order()).filteredOn(line -> line.startsWith("effect")).hasSize(1);
    assertThat(fixture.access.calls()).isEqualTo(2);
  }

  @Test
  void nothing_is_forwarded_while_the_effect_cannot_be_recorded() throws Exception {
    fixture.calls.beforeEffect(Calls::logIsGone);

    HttpResponse<String> refused =
        fixture.send(
            fixture.post(fixture.at("openai", "/v1/responses"), ask(GatewayFixture.MODEL, false)));

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("nothing was sent to the provider");
    assertThat(fixture.provider.requests()).isEmpty();
    assertThat(fixture.calls.onlyEnded().refused()).isTrue();
    assertThat(fixture.access.calls()).isZero();

    fixture.calls.beforeEffect(() -> {});
    assertThat(
            fixture
                .send(
                    fixture.post(
                        fixture.at("openai", "/v1/responses"), ask(GatewayFixture.MODEL, false)))
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, /v1/responses, authorization, Bearer sk-openai-1234567890, x-api-key",
    "anthropic, /v1/messages, x-api-key, sk-ant-1234567890, authorization",
    "longlived, /v1/messages, authorization, Bearer sk-ant-1234567890, x-api-key"
  })
  void the_key_is_added_and_what_the_agent_sent_as_one_is_stripped(
      String provider, String path, String header, String value, String absent) throws Exception {
    fixture.pin(provider);
    fixture.send(
        fixture
            .post(fixture.at(provider, path), ask(GatewayFixture.MODEL, false))
            .header("Authorization", "Bearer of-the-agent")
            .header("X-Api-Key", "of-the-agent")
            .header("Api-Key", "of-the-agent")
            .header("Cookie", "of=the-agent")
            .header("Accept-Encoding", "gzip, br")
            .header("Proxy-Authorization", "of-the-agent")
            .header("TE", "trailers")
            .header("anthropic-version", "2023-06-01")
            .header("anthropic-beta", "tools-2026"));

    RecordedRequest sent = fixture.provider.requests().get(0);
    assertThat(sent.headers()).containsEntry(header, List.of(value)).doesNotContainKey(absent);
    assertThat(sent.headers()).doesNotContainKeys("cookie", "api-key", "te", "proxy-authorization");
    assertThat(sent.headers().toString()).doesNotContain("of-the-agent");
    assertThat(sent.headers())
        .containsEntry("anthropic-version", List.of("2023-06-01"))
        .containsEntry("anthropic-beta", List.of("tools-2026"))
        .containsEntry("accept-encoding", List.of("identity"))
        .containsEntry("host", List.of("127.0.0.1:" + fixture.provider.port()));
  }

  @Test
  void a_missing_key_is_named_and_nothing_is_sent() throws Exception {
    fixture.environment.remove("OPENAI_KEY");

    HttpResponse<String> answer =
        fixture.send(
            fixture.post(fixture.at("openai", "/v1/responses"), ask(GatewayFixture.MODEL, false)));

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("set OPENAI_KEY in the environment of reveille or in .env");
    assertThat(fixture.provider.requests()).isEmpty();
    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.refused()).isTrue();
    assertThat(call.error()).contains("OPENAI_KEY");
  }

  @Test
  void a_provider_that_is_not_there_is_said_so() throws Exception {
    fixture.impatient("elsewhere");
    HttpResponse<String> answer =
        fixture.send(
            fixture.post(
                fixture.at("elsewhere", "/v1/responses"), ask(GatewayFixture.MODEL, false)));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("cannot be reached", "providers.elsewhere.baseUrl");
    assertThat(fixture.calls.onlyEnded().error()).contains("cannot be reached");
  }
}
