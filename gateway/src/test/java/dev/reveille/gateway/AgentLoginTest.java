package dev.reveille.gateway;

import static dev.reveille.gateway.GatewayFixture.MODEL;
import static dev.reveille.gateway.GatewayFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Provider;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AgentLoginTest {
  private GatewayFixture fixture;
  private Access access;

  @BeforeEach
  void start() throws Exception {
    fixture = new GatewayFixture();
    Provider provider =
        new Provider(
            "openai",
            Provider.Api.OPENAI,
            URI.create(fixture.provider.address()),
            null,
            Provider.Auth.KEY,
            "agent",
            false,
            0,
            Map.of(),
            null,
            Provider.Rate.UNLIMITED,
            Map.of());
    access =
        fixture.gateway.open(
            new Grant(
                new RunKey("subscribed", "run-1"),
                1,
                "subscribed",
                GatewayFixture.DUE,
                ModelPin.strict(new ModelRef("openai", MODEL)),
                List.of(provider)));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void the_agents_own_login_reaches_its_provider_and_the_pin_holds_all_the_same() throws Exception {
    assertThat(call("Bearer the-agents-own", MODEL).statusCode()).isEqualTo(200);
    assertThat(fixture.provider.requests())
        .singleElement()
        .satisfies(
            request -> assertThat(request.authorization()).isEqualTo("Bearer the-agents-own"));

    assertThat(call("Bearer the-agents-own", "gpt-other").statusCode()).isEqualTo(400);
    assertThat(fixture.provider.requests()).hasSize(1);
  }

  @Test
  void the_attempts_token_is_no_login() throws Exception {
    HttpResponse<String> answer = call("Bearer " + access.token(), MODEL);

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("no login of its own").doesNotContain(access.token());
    assertThat(fixture.provider.requests()).isEmpty();
  }

  private HttpResponse<String> call(String authorization, String model) throws Exception {
    return fixture.send(
        fixture
            .post(URI.create(access.baseUrl("openai") + "/v1/responses"), ask(model, true))
            .header("Authorization", authorization));
  }
}
