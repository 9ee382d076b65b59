package dev.reveille.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MessagesShapeTest {
  private static final String TOOLS =
      """
      "tools":[{"name":"Read","input_schema":{"type":"object","properties":{"file_path":{"type":"string"}}}},
               {"name":"Bash","input_schema":{"type":"object","required":["command"],
                "properties":{"command":{"type":"string"},"description":{"type":"string"}}}}]""";
  private DrillProvider provider;
  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    provider =
        DrillProvider.start(
            ProviderScript.pleasant().text("Good morning to all of you.").tokens(11, 7));
    caller = new Caller(provider);
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void a_whole_answer_names_model_usage_and_why_it_stopped() throws Exception {
    JsonNode answer =
        Caller.json(caller.post("/v1/messages?beta=true", "{\"model\":\"claude-x\"}"));
    assertThat(answer.path("type").asText()).isEqualTo("message");
    assertThat(answer.path("model").asText()).isEqualTo("claude-x");
    assertThat(answer.at("/content/0/text").asText()).isEqualTo("Good morning to all of you.");
    assertThat(answer.path("stop_reason").asText()).isEqualTo("end_turn");
    assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(11);
    assertThat(answer.at("/usage/output_tokens").asInt()).isEqualTo(7);
  }

  @Test
  void a_stream_goes_from_message_start_to_message_stop() throws Exception {
    List<JsonNode> events = stream("{\"model\":\"claude-x\",\"stream\":true}");
    assertThat(events.stream().map(event -> event.path("type").asText()).distinct())
        .containsExactly(
            "message_start",
            "content_block_start",
            "ping",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
    assertThat(events.get(0).at("/message/model").asText()).isEqualTo("claude-x");
    assertThat(
            events.stream()
                .map(event -> event.at("/delta/text").asText(""))
                .collect(Collectors.joining()))
        .isEqualTo("Good morning to all of you.");
    assertThat(events.get(events.size() - 2).at("/usage/output_tokens").asInt()).isEqualTo(7);
  }

  @Test
  void the_shell_is_asked_for_in_pieces_of_json() throws Exception {
    provider.script(ProviderScript.pleasant().tool("ls -l /a/rather/long/folder"));
    List<JsonNode> events = stream("{\"model\":\"m\",\"stream\":true," + TOOLS + "}");
    JsonNode start = events.get(1).path("content_block");
    assertThat(start.path("type").asText()).isEqualTo("tool_use");
    assertThat(start.path("name").asText()).isEqualTo("Bash");
    assertThat(
            events.stream()
                .map(event -> event.at("/delta/partial_json").asText(""))
                .collect(Collectors.joining()))
        .isEqualTo("{\"command\":\"ls -l /a/rather/long/folder\"}");
    assertThat(events.get(events.size() - 2).at("/delta/stop_reason").asText())
        .isEqualTo("tool_use");
  }

  @Test
  void once_the_result_is_there_the_text_is_answered() throws Exception {
    provider.script(ProviderScript.pleasant().tool("ls -l").text("done"));
    String messages =
        "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"x\"}]}]";
    JsonNode answer =
        Caller.json(
            caller.post("/v1/messages", "{\"model\":\"m\"," + messages + "," + TOOLS + "}"));
    assertThat(answer.at("/content/0/text").asText()).isEqualTo("done");
  }

  @Test
  void errors_have_the_dialect_s_types() throws Exception {
    provider.script(ProviderScript.pleasant().status(429));
    JsonNode error = Caller.json(caller.post("/v1/messages", "{\"model\":\"m\"}"));
    assertThat(error.at("/error/type").asText()).isEqualTo("rate_limit_error");
  }

  @Test
  void tokens_can_be_counted_without_a_call() throws Exception {
    JsonNode count = Caller.json(caller.post("/v1/messages/count_tokens", "{\"model\":\"m\"}"));
    assertThat(count.path("input_tokens").asInt()).isPositive();
    assertThat(provider.requests()).isEmpty();
    assertThat(provider.otherRequests())
        .extracting(RecordedRequest::dialect)
        .containsExactly(Dialect.COUNT_TOKENS);
  }

  private List<JsonNode> stream(String body) throws Exception {
    return Caller.events(caller.post("/v1/messages", body));
  }
}
