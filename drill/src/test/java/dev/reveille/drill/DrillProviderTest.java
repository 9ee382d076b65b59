package dev.reveille.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.drill.RecordedRequest.Outcome;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DrillProviderTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String BODY = "{\"model\":\"gpt-x\"}";
  private static final String STREAM = "{\"model\":\"gpt-x\",\"stream\":true}";
  private static final Duration LONG = Duration.ofSeconds(20);
  @TempDir private Path folder;
  private DrillProvider provider;
  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    provider = DrillProvider.start(ProviderScript.pleasant());
    caller = new Caller(provider);
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void the_pleasant_text_has_a_plan_and_more_than_200_characters() throws Exception {
    String text = Caller.json(caller.post(CHAT, BODY)).at("/choices/0/message/content").asText();
    assertThat(text).startsWith("## Plan\n").hasSizeGreaterThan(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat/completions", "responses", "messages"})
  void any_model_can_be_claimed_in_any_dialect(String path) throws Exception {
    for (String prefix : List.of("/", "/v1/")) {
      assertThat(answeredModel(AnsweredModel.echo(), prefix + path)).isEqualTo("gpt-x");
      assertThat(answeredModel(AnsweredModel.fixed("gpt-y"), prefix + path)).isEqualTo("gpt-y");
      assertThat(answeredModel(AnsweredModel.suffix("-2026-01-01"), prefix + path))
          .isEqualTo("gpt-x-2026-01-01");
      assertThat(answeredModel(AnsweredModel.absent(), prefix + path)).isNull();
    }
  }

  @Test
  void an_answer_can_change_its_model_within_its_stream_and_lie_about_its_form() throws Exception {
    provider.script(
        ProviderScript.pleasant().model(AnsweredModel.fixed("gpt-y")).honestEvents(2).gzip());
    HttpResponse<String> packed = caller.post(CHAT, STREAM);
    assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(packed.body()).doesNotContain("data:");

    provider.script(
        ProviderScript.pleasant()
            .model(AnsweredModel.fixed("gpt-y"))
            .honestEvents(2)
            .contentType("text/plain"));
    HttpResponse<String> changing = caller.post(CHAT, STREAM);
    assertThat(changing.headers().firstValue("content-type")).contains("text/plain");
    assertThat(Caller.events(changing))
        .extracting(event -> event.path("model").asText())
        .startsWith("gpt-x", "gpt-x", "gpt-y")
        .endsWith("gpt-y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat/completions", "responses", "messages"})
  void a_stream_claims_no_model_but_the_scripted_one(String path) throws Exception {
    provider.script(ProviderScript.pleasant().model(AnsweredModel.fixed("gpt-y")));
    String stream = caller.post("/v1/" + path, STREAM).body();
    assertThat(stream).contains("\"model\":\"gpt-y\"").doesNotContain("gpt-x");
    provider.script(ProviderScript.pleasant().model(AnsweredModel.absent()));
    assertThat(caller.post("/v1/" + path, STREAM).body()).doesNotContain("\"model\"");
  }

  @Test
  void the_swap_can_come_after_honest_calls() throws Exception {
    provider.script(ProviderScript.pleasant().model(AnsweredModel.fixed("gpt-y")).honestCalls(1));
    assertThat(Caller.json(caller.post(CHAT, BODY)).path("model").asText()).isEqualTo("gpt-x");
    assertThat(Caller.json(caller.post(CHAT, BODY)).path("model").asText()).isEqualTo("gpt-y");
  }

  @Test
  void what_arrived_is_recorded_with_what_was_answered() throws Exception {
    caller.post(CHAT + "?a=b", BODY, "Authorization", "Bearer secret", "X-Run", "r1");
    RecordedRequest request = provider.awaitRequests(1, LONG).get(0);
    assertThat(request.number()).isEqualTo(1);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/v1/chat/completions?a=b");
    assertThat(request.dialect()).isEqualTo(Dialect.CHAT);
    assertThat(request.model()).isEqualTo("gpt-x");
    assertThat(request.authorization()).isEqualTo("Bearer secret");
    assertThat(request.headers()).containsEntry("x-run", List.of("r1"));
    assertThat(request.body()).isEqualTo(Json.read(BODY));
    assertThat(request.status()).isEqualTo(200);
    assertThat(request.outcome()).isEqualTo(Outcome.ANSWERED);
  }

  @Test
  void waiting_for_calls_that_do_not_come_says_how_many_came() {
    assertThatThrownBy(() -> provider.awaitRequests(1, Duration.ofMillis(10)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("only 0 of 1 model calls");
  }

  @Test
  void calls_above_the_capacity_are_refused_with_a_time_to_come_back() throws Exception {
    provider.script(ProviderScript.pleasant().hang().capacity(1, 429).retryAfter(7));
    CompletableFuture<HttpResponse<String>> first = caller.postLater(CHAT, BODY);
    provider.awaitRequests(1, LONG);
    HttpResponse<String> second = caller.post(CHAT, BODY);
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.headers().firstValue("Retry-After")).contains("7");
    assertThat(provider.peakConcurrency()).isEqualTo(2);
    assertThat(first).isNotDone();
  }

  @Test
  void the_first_calls_can_be_refused() throws Exception {
    provider.script(ProviderScript.pleasant().failFirst(2, 500));
    assertThat(caller.post(CHAT, BODY).statusCode()).isEqualTo(500);
    assertThat(caller.post(CHAT, BODY).statusCode()).isEqualTo(500);
    assertThat(caller.post(CHAT, BODY).statusCode()).isEqualTo(200);
  }

  @Test
  void every_call_can_be_refused() throws Exception {
    provider.script(ProviderScript.pleasant().status(403));
    HttpResponse<String> refused = caller.post(CHAT, BODY);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Caller.json(refused).at("/error/message").asText()).contains("403");
    assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
  }

  @Test
  void a_call_that_hangs_is_answered_by_nothing_but_the_end() throws Exception {
    provider.script(ProviderScript.pleasant().hang());
    CompletableFuture<HttpResponse<String>> call = caller.postLater(CHAT, BODY);
    provider.awaitRequests(1, LONG);
    assertThat(call).isNotDone();
    provider.close();
    assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    assertThat(provider.requests().get(0).status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {BODY, STREAM})
  void an_answer_can_break_off_in_the_middle(String body) {
    provider.script(ProviderScript.pleasant().cutAfter(100));
    assertThatThrownBy(() -> caller.post(CHAT, body)).isInstanceOf(IOException.class);
    RecordedRequest request = provider.requests().get(0);
    assertThat(request.outcome()).isEqualTo(Outcome.CUT);
    assertThat(request.status()).isEqualTo(200);
  }

  @Test
  void without_the_right_key_there_is_nothing() throws Exception {
    provider.script(ProviderScript.pleasant().requireKey("secret"));
    assertThat(caller.post(CHAT, BODY).statusCode()).isEqualTo(401);
    assertThat(caller.post(CHAT, BODY, "Authorization", "Bearer other").statusCode())
        .isEqualTo(401);
    assertThat(caller.get("/v1/models").statusCode()).isEqualTo(401);
    assertThat(caller.post(CHAT, BODY, "Authorization", "Bearer secret").statusCode())
        .isEqualTo(200);
    assertThat(caller.post("/v1/messages", BODY, "x-api-key", "secret").statusCode())
        .isEqualTo(200);
  }

  @Test
  void latency_and_chunk_delay_are_kept() throws Exception {
    provider.script(
        ProviderScript.pleasant()
            .text("one piece")
            .latency(Duration.ofMillis(120))
            .chunkDelay(Duration.ofMillis(50)));
    long start = System.nanoTime();
    HttpResponse<String> response = caller.post(CHAT, STREAM);
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertThat(Caller.events(response)).hasSize(3);
    assertThat(millis).isGreaterThanOrEqualTo(120 + 4 * 50);
  }

  @Test
  void a_call_that_names_no_model_is_refused() throws Exception {
    assertThat(caller.post(CHAT, "{}").statusCode()).isEqualTo(400);
    assertThat(caller.post(CHAT, "no json").statusCode()).isEqualTo(400);
  }

  @Test
  void models_are_listed_and_described() throws Exception {
    provider.script(ProviderScript.pleasant().models(List.of("gpt-x", "gpt-y")));
    JsonNode list = Caller.json(caller.get("/v1/models"));
    assertThat(list.at("/data/1/id").asText()).isEqualTo("gpt-y");
    assertThat(Caller.json(caller.get("/models/gpt-x")).path("id").asText()).isEqualTo("gpt-x");
    assertThat(provider.requests()).isEmpty();
    assertThat(provider.otherRequests())
        .extracting(RecordedRequest::dialect)
        .containsOnly(Dialect.MODELS);
  }

  @Test
  void an_unknown_path_is_not_found_and_recorded() throws Exception {
    HttpResponse<String> response = caller.post("/run/token/v1/messages", BODY);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("/v1/chat/completions");
    assertThat(provider.otherRequests()).extracting(RecordedRequest::status).containsExactly(404);
  }

  @Test
  void a_program_can_be_asked_what_came_and_told_what_to_do() throws Exception {
    HttpResponse<String> changed =
        caller.put(
            "/drill/script",
            "{\"model\":\"gpt-y\",\"tool\":{\"command\":\"ls\",\"rounds\":2},\"failFirst\":1}");
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(caller.post(CHAT, BODY).statusCode()).isEqualTo(503);
    assertThat(Caller.json(caller.post(CHAT, BODY)).path("model").asText()).isEqualTo("gpt-y");
    JsonNode requests = Caller.json(caller.get("/drill/requests"));
    assertThat(requests.size()).isEqualTo(2);
    assertThat(requests.at("/0/status").asInt()).isEqualTo(503);
    assertThat(requests.at("/1/body/model").asText()).isEqualTo("gpt-x");
  }

  @Test
  void a_door_with_a_script_of_its_own_is_answered_apart() throws Exception {
    assertThat(caller.post("/at/down" + CHAT, BODY).statusCode())
        .as("no script yet")
        .isEqualTo(200);
    assertThat(caller.put("/drill/script/down", "{\"status\":503}").statusCode()).isEqualTo(200);

    assertThat(caller.post("/at/down" + CHAT, BODY).statusCode()).isEqualTo(503);
    assertThat(caller.post("/at/another" + CHAT, BODY).statusCode()).isEqualTo(200);
    assertThat(caller.post(CHAT, BODY).statusCode()).isEqualTo(200);
    assertThat(provider.requests())
        .extracting(RecordedRequest::path)
        .as("all on one record")
        .containsExactly("/at/down" + CHAT, "/at/down" + CHAT, "/at/another" + CHAT, CHAT);
  }

  @Test
  void a_script_with_an_unknown_word_is_refused_with_the_known_ones() throws Exception {
    HttpResponse<String> refused = caller.put("/drill/script", "{\"modle\":\"gpt-y\"}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("modle is no word of a script", "overStatus");
    assertThat(caller.put("/drill/script", "{").statusCode()).isEqualTo(400);
    assertThat(caller.put("/drill/script", "[]").statusCode()).isEqualTo(400);
  }

  @Test
  void the_log_has_one_line_for_each_request() throws Exception {
    Path log = folder.resolve("requests.jsonl");
    try (DrillProvider logged =
        DrillProvider.start(
            new InetSocketAddress("127.0.0.1", 0), ProviderScript.pleasant(), log)) {
      Caller other = new Caller(logged);
      other.post(CHAT, BODY);
      other.post(CHAT, STREAM);
    }
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).hasSize(2);
    JsonNode second = Json.read(lines.get(1));
    assertThat(second.path("number").asInt()).isEqualTo(2);
    assertThat(second.path("outcome").asText()).isEqualTo("answered");
  }

  private String answeredModel(AnsweredModel model, String path) throws Exception {
    provider.script(ProviderScript.pleasant().model(model));
    JsonNode answer = Caller.json(caller.post(path, BODY));
    return answer.path("model").asText(null);
  }
}
