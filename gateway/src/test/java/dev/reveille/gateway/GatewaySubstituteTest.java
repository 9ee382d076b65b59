package dev.reveille.gateway;

import static dev.reveille.gateway.GatewayFixture.MODEL;
import static dev.reveille.gateway.GatewayFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelPin.Trouble;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.drill.AnsweredModel;
import dev.reveille.drill.ProviderScript;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class GatewaySubstituteTest {
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
  @CsvSource({"503, true", "429, true", "500, true", "404, true", "400, false", "401, false"})
  void a_substitute_is_tried_on_the_declared_failures_and_disclosed(int status, boolean tried)
      throws Exception {
    fixture.pin(GatewayFixture.substitutes(Set.of(), "anthropic/far", "openai/spare"));
    fixture.provider.script(ProviderScript.pleasant().failFirst(1, status));

    HttpResponse<String> answer = respond(ask(MODEL, true));

    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.asked()).isEqualTo(MODEL);
    if (tried) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("x-reveille-substitute")).contains("openai/spare");
      assertThat(call.judgement()).isEqualTo(CallJudgement.SUBSTITUTED);
      assertThat(call.answered()).isEqualTo("spare");
      assertThat(call.sent()).isEqualTo(2);
      JsonNode sent = fixture.provider.requests().get(1).body();
      assertThat(sent.path("model").asText()).isEqualTo("spare");
      assertThat(sent.path("input").asText()).isEqualTo("tune the plan");
    } else {
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(call.judgement()).isEqualTo(CallJudgement.FAILED);
      assertThat(call.sent()).isEqualTo(1);
    }
    assertThat(fixture.calls.order()).filteredOn(line -> line.startsWith("start")).hasSize(1);
  }

  @Test
  void a_failure_that_is_not_declared_and_a_wrong_answer_try_no_substitute() throws Exception {
    fixture.pin(GatewayFixture.substitutes(Set.of(Trouble.OVERLOAD), "openai/spare"));
    fixture.provider.script(ProviderScript.pleasant().failFirst(1, 500));
    assertThat(respond(ask(MODEL, false)).statusCode()).isEqualTo(500);

    fixture.provider.script(ProviderScript.pleasant().model(AnsweredModel.fixed("other")));
    assertThat(respond(ask(MODEL, false)).statusCode()).isEqualTo(400);

    assertThat(fixture.provider.requests()).hasSize(2);
  }

  @Test
  void a_substitute_is_tried_where_the_provider_is_not_there() throws Exception {
    ModelPin pin = GatewayFixture.substitutes(Set.of(), "openai/spare");
    fixture.pin(
        new ModelPin(
            new ModelRef("elsewhere", MODEL),
            pin.policy(),
            pin.substitutes(),
            Map.of(),
            pin.unverified(),
            Set.of(),
            pin.patience()));

    HttpResponse<String> answer =
        fixture.send(fixture.post(fixture.at("elsewhere", "/v1/responses"), ask(MODEL, false)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(fixture.calls.onlyEnded().judgement()).isEqualTo(CallJudgement.SUBSTITUTED);
  }

  @Test
  void a_substitute_without_a_key_is_passed_over() throws Exception {
    fixture.provider.script(ProviderScript.pleasant().failFirst(1, 500));
    fixture.pin(GatewayFixture.substitutes(Set.of(), "keyless/first", "openai/spare"));

    assertThat(respond(ask(MODEL, false)).statusCode()).isEqualTo(200);
    assertThat(fixture.calls.onlyEnded().answered()).isEqualTo("spare");
  }

  private HttpResponse<String> respond(String body) throws Exception {
    return fixture.send(fixture.post(fixture.at("openai", "/v1/responses"), body));
  }
}
