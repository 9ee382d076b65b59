package dev.reveille.gateway;

import static dev.reveille.gateway.GatewayFixture.MODEL;
import static dev.reveille.gateway.GatewayFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.drill.AnsweredModel;
import dev.reveille.drill.ProviderScript;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class GatewayPinTest {
  private static final String TEXT = "Good morning";

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
    "openai, /v1/chat/completions, false, 400",
    "openai, /v1/chat/completions, true, 400",
    "openai, /v1/responses, false, 400",
    "openai, /v1/responses, true, 400",
    "anthropic, /v1/messages, false, 404",
    "anthropic, /v1/messages, true, 404"
  })
  void no_word_of_another_models_answer_reaches_the_agent(
      String provider, String path, boolean stream, int status) throws Exception {
    fixture.pin(provider);
    for (AnsweredModel other :
        List.of(
            AnsweredModel.suffix("-mini"),
            AnsweredModel.suffix("-latest"),
            AnsweredModel.fixed("gpt-5.4"),
            AnsweredModel.absent())) {
      fixture.provider.script(ProviderScript.pleasant().model(other));

      HttpResponse<String> answer =
          fixture.send(fixture.post(fixture.at(provider, path), ask(MODEL, stream)));

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.headers().firstValue("retry-after")).isEmpty();
      assertThat(answer.body()).doesNotContain(TEXT).contains("\"error\"");
    }
    assertThat(fixture.calls.awaitEnded(4))
        .extracting(ModelCall::judgement)
        .containsExactly(
            CallJudgement.MISMATCH,
            CallJudgement.MISMATCH,
            CallJudgement.MISMATCH,
            CallJudgement.UNVERIFIED);
    assertThat(fixture.calls.ended().get(0).answered()).isEqualTo(MODEL + "-mini");
    assertThat(fixture.calls.ended()).extracting(ModelCall::status).containsOnly(status);
  }

  @ParameterizedTest
  @CsvSource({"openai, /v1/chat/completions", "openai, /v1/responses", "anthropic, /v1/messages"})
  void a_dated_answer_is_the_pinned_models_and_all_it_says_is_kept(String provider, String path)
      throws Exception {
    fixture.pin(provider);
    fixture.provider.script(
        ProviderScript.pleasant().model(AnsweredModel.suffix("-2026-03-05")).tokens(11, 7));
    for (boolean stream : new boolean[] {true, false}) {
      assertThat(
              fixture
                  .send(fixture.post(fixture.at(provider, path), ask(MODEL, stream)))
                  .statusCode())
          .isEqualTo(200);
    }
    assertThat(fixture.calls.awaitEnded(2))
        .allSatisfy(
            call -> {
              assertThat(call.judgement()).isEqualTo(CallJudgement.PINNED);
              assertThat(call.asked()).isEqualTo(MODEL);
              assertThat(call.answered()).isEqualTo(MODEL + "-2026-03-05");
              assertThat(call.sent()).isEqualTo(1);
              assertThat(call.answer().id()).isNotBlank();
              assertThat(call.answer().stopReason()).isIn("stop", "completed", "end_turn");
              assertThat(call.answer().firstByteAt()).isBetween(call.startedAt(), call.endedAt());
              assertThat(call.answer().inputTokens()).isEqualTo(11);
              assertThat(call.answer().outputTokens()).isEqualTo(7);
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_answer_is_read_whatever_its_form_claims_to_be(boolean stream) throws Exception {
    for (ProviderScript script :
        List.of(
            ProviderScript.pleasant().gzip(),
            ProviderScript.pleasant().contentType("text/html"),
            ProviderScript.pleasant().contentType("application/json"),
            ProviderScript.pleasant().contentType("text/event-stream").gzip())) {
      fixture.provider.script(script);
      HttpResponse<String> good = respond(ask(MODEL, stream));
      assertThat(good.statusCode()).isEqualTo(200);
      assertThat(good.headers().firstValue("content-encoding")).isEmpty();
      assertThat(good.body()).contains(TEXT);

      fixture.provider.script(script.model(AnsweredModel.fixed("other")));
      assertThat(respond(ask(MODEL, stream)).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void a_model_that_changes_within_a_stream_breaks_it_off_before_its_first_word() throws Exception {
    fixture.provider.script(
        ProviderScript.pleasant()
            .model(AnsweredModel.fixed("other"))
            .honestEvents(3)
            .chunkDelay(Duration.ofMillis(5)));
    HttpResponse<InputStream> answer =
        fixture.open(fixture.post(fixture.at("openai", "/v1/chat/completions"), ask(MODEL, true)));
    StringBuilder seen = new StringBuilder();
    assertThatThrownBy(
            () -> {
              for (int b = answer.body().read(); b >= 0; b = answer.body().read()) {
                seen.append((char) b);
              }
            })
        .isInstanceOf(IOException.class);

    assertThat(seen.toString()).endsWith("\n\n").doesNotContain("other");
    assertThat(seen.toString().split("data: ", -1)).hasSizeLessThanOrEqualTo(4);
    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.judgement()).isEqualTo(CallJudgement.MISMATCH);
    assertThat(call.answered()).isEqualTo("other");
    assertThat(call.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, /v1/responses, gpt-5.6-luna, 400, invalid_request_error",
    "anthropic, /v1/messages, claude-haiku, 404, not_found_error",
    "anthropic, /v1/messages/count_tokens, claude-haiku, 404, not_found_error"
  })
  void a_side_call_for_another_model_is_refused_recorded_and_not_sent(
      String provider, String path, String model, int status, String type) throws Exception {
    fixture.pin(provider);

    HttpResponse<String> answer =
        fixture.send(fixture.post(fixture.at(provider, path), ask(model, true)));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(type, "pinned to " + provider + "/" + MODEL, model);
    assertThat(fixture.provider.requests()).isEmpty();
    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.judgement()).isEqualTo(CallJudgement.OTHER_MODEL);
    assertThat(call.asked()).isEqualTo(model);
    assertThat(call.sent()).isZero();
    assertThat(fixture.calls.order()).doesNotContain("effect");
    assertThat(fixture.access.calls()).isZero();
  }

  @Test
  void another_reasoning_effort_than_the_locked_one_is_refused() throws Exception {
    fixture.pin(
        new ModelPin(
            new ModelRef("openai", MODEL),
            ModelPin.Policy.STRICT,
            List.of(),
            Map.of("reasoning_effort", TextNode.valueOf("low")),
            ModelPin.Unverified.FAIL,
            Set.of(),
            ModelPin.PATIENCE));
    String body = "{\"model\":\"" + MODEL + "\",\"reasoning\":{\"effort\":\"%s\"}}";

    assertThat(respond(body.formatted("high")).body())
        .contains("locks reasoning.effort to low, and the request says high");
    assertThat(respond(body.formatted("low")).statusCode()).isEqualTo(200);

    assertThat(fixture.calls.awaitEnded(2))
        .extracting(ModelCall::judgement)
        .containsExactly(CallJudgement.LOCKED_PARAMETER, CallJudgement.PINNED);
  }

  @Test
  void a_request_or_its_headers_that_invite_a_substitute_are_refused() throws Exception {
    respond("{\"model\":\"" + MODEL + "\",\"models\":[\"a\"]}");
    fixture.send(
        fixture
            .post(fixture.at("openai", "/v1/responses"), ask(MODEL, false))
            .header("x-portkey-config", "{}"));

    assertThat(fixture.calls.awaitEnded(2))
        .extracting(ModelCall::judgement)
        .containsOnly(CallJudgement.INVITES_SUBSTITUTE);
    assertThat(fixture.provider.requests()).isEmpty();
  }

  @Test
  void lists_of_models_show_the_pin_and_ask_nobody() throws Exception {
    fixture.pin(GatewayFixture.substitutes(Set.of(), "openai/spare", "anthropic/far"));

    JsonNode list = models("openai", "/v1/models");
    assertThat(list.path("object").asText()).isEqualTo("list");
    assertThat(list.path("data").valueStream().map(model -> model.path("id").asText()))
        .containsExactly(MODEL, "spare");
    assertThat(models("openai", "/models/spare").path("object").asText()).isEqualTo("model");
    assertThat(models("anthropic", "/v1/models?limit=1000").path("first_id").asText())
        .isEqualTo("far");
    HttpResponse<String> other =
        fixture.send(HttpRequest.newBuilder(fixture.at("openai", "/v1/models/other")));

    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(other.body()).contains("model_not_found");
    assertThat(fixture.provider.requests()).isEmpty();
    assertThat(fixture.provider.otherRequests()).isEmpty();
    assertThat(fixture.calls.awaitEnded(4))
        .extracting(ModelCall::judgement)
        .containsOnly(CallJudgement.NO_WORK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_"})
  void a_tool_call_is_recorded_when_asked_for_and_when_its_result_comes_back(String dropped)
      throws Exception {
    fixture.provider.script(ProviderScript.pleasant().tool("ls"));
    String tools =
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"bash\",\"parameters\":"
            + "{\"type\":\"object\",\"properties\":{\"command\":{\"type\":\"string\"}}}}}]";
    String chat = "{\"model\":\"" + MODEL + "\",\"stream\":true," + tools + ",\"messages\":[%s]}";
    fixture.send(fixture.post(fixture.at("openai", "/v1/chat/completions"), chat.formatted("")));
    fixture.calls.awaitEnded(1);
    ToolUse asked = fixture.calls.tools().get(0);
    assertThat(asked.name()).isEqualTo("bash");
    assertThat(asked.call()).isEqualTo(1);
    assertThat(asked.returnedAt()).isNull();

    String result = "{\"role\":\"tool\",\"tool_call_id\":\"%s\",\"content\":\"x\"}";
    String id = asked.id().replace(dropped, ""); // OpenClaw gives call_1 back as call1
    String results = result.formatted(id) + "," + result.formatted("unknown");
    for (int i = 0; i < 2; i++) {
      fixture.send(
          fixture.post(fixture.at("openai", "/v1/chat/completions"), chat.formatted(results)));
    }

    assertThat(fixture.calls.awaitEnded(3)).extracting(ModelCall::tools).containsOnly(1);
    assertThat(fixture.calls.tools())
        .filteredOn(use -> use.returnedAt() != null)
        .singleElement()
        .satisfies(back -> assertThat(back.id()).isEqualTo(asked.id()));
  }

  @Test
  void an_unverified_answer_passes_where_the_job_only_warns() throws Exception {
    fixture.pin(
        new ModelPin(
            new ModelRef("openai", MODEL),
            ModelPin.Policy.STRICT,
            List.of(),
            Map.of(),
            ModelPin.Unverified.WARN,
            Set.of(),
            ModelPin.PATIENCE));
    fixture.provider.script(ProviderScript.pleasant().model(AnsweredModel.absent()));

    assertThat(respond(ask(MODEL, true)).body()).contains(TEXT);

    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.judgement()).isEqualTo(CallJudgement.UNVERIFIED);
    assertThat(call.answered()).isNull();
  }

  private HttpResponse<String> respond(String body) throws Exception {
    return fixture.send(fixture.post(fixture.at("openai", "/v1/responses"), body));
  }

  private JsonNode models(String provider, String path) throws Exception {
    HttpResponse<String> answer = fixture.send(HttpRequest.newBuilder(fixture.at(provider, path)));
    assertThat(answer.statusCode()).isEqualTo(200);
    return Json.read(answer.body(), JsonNode.class);
  }
}
