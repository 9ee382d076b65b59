package dev.reveille.gateway;

import static dev.reveille.gateway.GatewayFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.ModelCall;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class GatewayDoorTest {
  private GatewayFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new GatewayFixture(GatewayOptions.defaults().maxRequestBytes(1 << 20));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/messages/../responses",
        "/v1/%2e%2e/v1/responses",
        "/v1/..%2fresponses",
        "/v1%2Fresponses",
        "/v1//responses",
        "//v1/responses",
        "/v1/responses/",
        "/v1/responses;a=b",
        "/v1/responses%00",
        "/v1/./responses",
        "/v1\\responses",
        "/v1/RESPONSES",
        "/v2/responses",
        "/v1/v1/responses",
        "/v1/embeddings",
        "/v1/files",
        "/admin",
        "/"
      })
  void only_known_paths_written_plainly_pass(String path) throws Exception {
    String answer =
        RawHttp.over(
            fixture.gateway.port(),
            RawHttp.request(
                "POST", fixture.access.path("openai") + path, ask(GatewayFixture.MODEL, false)));

    assertThat(answer).startsWith("HTTP/1.1 40");
    assertThat(fixture.provider.requests()).isEmpty();
    assertThat(fixture.provider.otherRequests()).isEmpty();
    assertThat(fixture.access.calls()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/responses",
    "DELETE, /v1/responses",
    "POST, /v1/models",
    "GET, /v1/models/..",
    "GET, /v1/models/a%2Fb",
    "GET, /v1/models/a/b",
    "POST, /v1/embeddings"
  })
  void what_is_refused_is_recorded(String method, String path) throws Exception {
    String answer =
        RawHttp.over(
            fixture.gateway.port(),
            RawHttp.request(method, fixture.access.path("openai") + path, ""));

    assertThat(answer).startsWith("HTTP/1.1 404").contains("\"code\":\"unknown_call\"");
    ModelCall call = fixture.calls.onlyEnded();
    assertThat(call.refused()).isTrue();
    assertThat(call.status()).isEqualTo(404);
    assertThat(call.path()).isEqualTo(path);
    assertThat(call.error()).startsWith("The gateway passes on");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "*",
        "/run",
        "/run/",
        "/v1/responses",
        "/run/../run",
        "http://169.254.169.254/latest",
        "/run/%2e%2e/openai/v1/responses"
      })
  void there_is_nothing_outside_of_run(String target) throws Exception {
    String answer =
        RawHttp.over(
            fixture.gateway.port(),
            RawHttp.request("POST", target, ask(GatewayFixture.MODEL, false)));

    assertThat(answer).startsWith("HTTP/1.1 40");
    assertThat(fixture.provider.requests()).isEmpty();
  }

  @Test
  void an_unknown_token_is_refused_in_the_dialects_shape() throws Exception {
    String openai = "/run/AAAAAAAAAAAAAAAAAAAAAA/openai/v1/responses";
    assertThat(RawHttp.over(fixture.gateway.port(), RawHttp.request("POST", openai, "{}")))
        .startsWith("HTTP/1.1 401")
        .contains("{\"error\":{\"message\":");

    String anthropic = "/run/AAAAAAAAAAAAAAAAAAAAAA/anthropic/v1/messages";
    assertThat(RawHttp.over(fixture.gateway.port(), RawHttp.request("POST", anthropic, "{}")))
        .startsWith("HTTP/1.1 401")
        .contains("{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\"");
    assertThat(fixture.provider.requests()).isEmpty();
  }

  @Test
  void a_provider_that_the_run_may_not_use_is_refused_and_the_others_named() throws Exception {
    String path = fixture.access.path("openai").replace("/openai", "/other") + "/v1/responses";

    String answer = RawHttp.over(fixture.gateway.port(), RawHttp.request("POST", path, "{}"));

    assertThat(answer)
        .startsWith("HTTP/1.1 404")
        .contains("it may use: anthropic, elsewhere, keyless, longlived, openai.");
    assertThat(fixture.calls.onlyEnded().provider()).isEqualTo("other");
  }

  @Test
  void a_request_that_is_too_large_is_refused_with_and_without_a_length() throws Exception {
    byte[] large = new byte[(1 << 20) + 1];
    for (HttpRequest.BodyPublisher body :
        new HttpRequest.BodyPublisher[] {
          HttpRequest.BodyPublishers.ofByteArray(large),
          HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large))
        }) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(fixture.at("openai", "/v1/responses")).POST(body);
      sendWhatMayBeCutOff(request);
    }
    assertThat(fixture.calls.awaitEnded(2)).extracting(ModelCall::status).containsOnly(413);
    assertThat(fixture.provider.requests()).isEmpty();
  }

  @Test
  void a_body_that_is_no_json_is_refused() throws Exception {
    HttpResponse<String> answer =
        fixture.send(fixture.post(fixture.at("openai", "/v1/responses"), "no json"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("not exactly one JSON object");
    assertThat(fixture.provider.requests()).isEmpty();
    assertThat(fixture.calls.onlyEnded().asked()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "Broken header\r\n\r\n"
      })
  void a_request_of_two_readings_is_refused(String rest) throws Exception {
    String answer =
        RawHttp.over(
            fixture.gateway.port(),
            "POST "
                + fixture.access.path("openai")
                + "/v1/responses HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n"
                + rest);

    assertThat(answer).startsWith("HTTP/1.1 400").contains("cannot read this request");
    assertThat(fixture.provider.requests()).isEmpty();
  }

  @Test
  void requests_on_one_connection_follow_each_other_even_when_sent_ahead() throws Exception {
    String path = fixture.access.path("openai") + "/v1/models";
    String first = RawHttp.request("GET", path, "").replace("Connection: close\r\n", "");

    String answer =
        RawHttp.over(fixture.gateway.port(), first + first + RawHttp.request("GET", path, ""));

    assertThat(answer.split("HTTP/1.1 200", -1)).hasSize(4);
    assertThat(fixture.calls.awaitEnded(3)).hasSize(3);
  }

  /** The gateway does not read to the end what it refuses, so the answer may be lost. */
  /** On a connection of its own: the one of a request that was cut off is of no use to the next. */
  private static void sendWhatMayBeCutOff(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpClient own = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      HttpResponse<String> answer = own.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(413);
    } catch (IOException cutOff) {
      return;
    }
  }
}
