package dev.reveille.gateway;

import static dev.reveille.gateway.GatewayFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.drill.ProviderScript;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class GatewayLoadTest {
  private static final int STREAMS = 50;

  @Test
  void fifty_streams_pass_at_once_on_few_threads_each_under_its_own_run() throws Exception {
    try (GatewayFixture fixture = new GatewayFixture()) {
      fixture.provider.script(
          ProviderScript.pleasant()
              .latency(Duration.ofSeconds(1))
              .chunkDelay(Duration.ofMillis(5)));
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        Access access =
            fixture.open(
                new RunKey("job-" + i, "run"),
                1,
                ModelPin.strict(new ModelRef("openai", "model-" + i)));
        URI url = URI.create(access.baseUrl("openai") + "/v1/responses");
        answers.add(
            fixture.agent.sendAsync(
                fixture.post(url, ask("model-" + i, true)).build(),
                HttpResponse.BodyHandlers.ofString()));
      }
      fixture.provider.awaitRequests(STREAMS, Duration.ofSeconds(30));
      assertThat(gatewayThreads()).isLessThanOrEqualTo(28);

      for (int i = 0; i < STREAMS; i++) {
        HttpResponse<String> answer = answers.get(i).get(60, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"model-" + i + "\"", "response.completed");
      }
      assertThat(fixture.provider.peakConcurrency()).isGreaterThan(28);
      assertThat(fixture.calls.awaitEnded(STREAMS))
          .allSatisfy(
              call -> {
                assertThat(call.answered()).isEqualTo(call.asked());
                assertThat(call.asked())
                    .isEqualTo(call.key().workflowId().replace("job-", "model-"));
              });
    }
  }

  @Test
  void a_request_of_twenty_megabytes_arrives_whole() throws Exception {
    String part = "0123456789abcdef".repeat((4 << 20) / 16);
    String message = "{\"role\":\"user\",\"content\":\"" + part + "\"}";
    String body =
        "{\"messages\":["
            + String.join(",", Collections.nCopies(5, message))
            + "],\"model\":\"gpt-5.4-nano\"}";
    try (GatewayFixture fixture = new GatewayFixture()) {
      HttpRequest.Builder request =
          fixture.post(fixture.at("openai", "/v1/chat/completions"), body).expectContinue(true);

      assertThat(fixture.send(request).statusCode()).isEqualTo(200);

      assertThat(fixture.provider.requests().get(0).body().get("messages"))
          .hasSize(5)
          .allMatch(arrived -> arrived.get("content").asText().equals(part));
      ModelCall call = fixture.calls.onlyEnded();
      assertThat(call.asked()).isEqualTo(GatewayFixture.MODEL);
      assertThat(call.answered()).isEqualTo(GatewayFixture.MODEL);
    }
  }

  private static long gatewayThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("gateway"))
        .count();
  }
}
