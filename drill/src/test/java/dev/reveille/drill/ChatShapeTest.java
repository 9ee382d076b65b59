package dev.reveille.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ChatShapeTest {
  private static final String TOOLS =
      """
      "tools":[{"type":"function","function":{"name":"read","parameters":{"type":"object","properties":{"path":{"type":"string"}}}}},
               {"type":"function","function":{"name":"bash","parameters":{"type":"object","required":["command","description"],
                "properties":{"command":{"type":"string"},"description":{"type":"string"},"timeout":{"type":"integer"}}}}}]""";
  private DrillProvider provider;
  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    provider =
        DrillProvider.start(
            ProviderScript.pleasant().text("Good morning, 今天 is the day. 🌞🌞🌞").tokens(11, 7));
    caller = new Caller(provider);
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void a_whole_answer_names_model_usage_and_why_it_stopped() throws Exception {
    JsonNode answer = Caller.json(caller.post("/v1/chat/completions", "{\"model\":\"gpt-x\"}"));
    assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
    assertThat(answer.path("model").asText()).isEqualTo("gpt-x");
    assertThat(answer.at("/choices/0/message/content").asText())
        .isEqualTo("Good morning, 今天 is the day. 🌞🌞🌞");
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(11);
    assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(18);
  }

  @Test
  void a_stream_carries_the_model_in_every_chunk_and_usage_in_the_last_when_asked()
      throws Exception {
    HttpResponse<String> response =
        caller.post(
            "/v1/chat/completions",
            "{\"model\":\"gpt-x\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
    List<JsonNode> chunks = Caller.events(response);
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/event-stream");
    assertThat(response.body()).endsWith("data: [DONE]\n\n");
    assertThat(chunks)
        .allSatisfy(chunk -> assertThat(chunk.path("model").asText()).isEqualTo("gpt-x"));
    assertThat(
            chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta/content").asText())
                .collect(Collectors.joining()))
        .isEqualTo("Good morning, 今天 is the day. 🌞🌞🌞");
    JsonNode last = chunks.get(chunks.size() - 1);
    assertThat(last.path("choices").size()).isZero();
    assertThat(last.at("/usage/completion_tokens").asInt()).isEqualTo(7);
  }

  @Test
  void a_stream_has_no_usage_when_none_was_asked_for() throws Exception {
    HttpResponse<String> response =
        caller.post("/chat/completions", "{\"model\":\"gpt-x\",\"stream\":true}");
    assertThat(Caller.events(response)).noneMatch(chunk -> chunk.has("usage"));
  }

  @Test
  void the_shell_is_asked_for_with_the_arguments_its_schema_requires() throws Exception {
    provider.script(ProviderScript.pleasant().tool("ls -l"));
    JsonNode answer =
        Caller.json(caller.post("/v1/chat/completions", "{\"model\":\"m\"," + TOOLS + "}"));
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    JsonNode function = answer.at("/choices/0/message/tool_calls/0/function");
    assertThat(function.path("name").asText()).isEqualTo("bash");
    assertThat(function.path("arguments").asText())
        .isEqualTo("{\"command\":\"ls -l\",\"description\":\"Runs the drill's command\"}");
  }

  @Test
  void a_streamed_tool_call_has_an_index_and_an_id() throws Exception {
    provider.script(ProviderScript.pleasant().tool("ls -l"));
    HttpResponse<String> response =
        caller.post("/v1/chat/completions", "{\"model\":\"m\",\"stream\":true," + TOOLS + "}");
    JsonNode call =
        Caller.events(response).stream()
            .map(chunk -> chunk.at("/choices/0/delta/tool_calls/0"))
            .filter(node -> !node.isMissingNode())
            .findFirst()
            .orElseThrow();
    assertThat(call.path("index").asInt(-1)).isZero();
    assertThat(call.path("id").asText()).isNotEmpty();
  }

  @Test
  void once_the_result_is_there_the_text_is_answered() throws Exception {
    provider.script(ProviderScript.pleasant().tool("ls -l").text("done"));
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"tool\",\"content\":\"x\"}]," + TOOLS + "}";
    JsonNode answer = Caller.json(caller.post("/v1/chat/completions", body));
    assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("done");
  }

  @Test
  void more_rounds_ask_for_the_tool_again() throws Exception {
    provider.script(ProviderScript.pleasant().tool(new ToolAsk("", "ls", 2)));
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"tool\",\"content\":\"x\"}]," + TOOLS + "}";
    JsonNode answer = Caller.json(caller.post("/v1/chat/completions", body));
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
  }

  @Test
  void a_call_that_offers_no_tools_is_answered_in_words() throws Exception {
    provider.script(ProviderScript.pleasant().tool("ls -l").text("A title"));
    JsonNode answer = Caller.json(caller.post("/v1/chat/completions", "{\"model\":\"m\"}"));
    assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("A title");
  }

  @Test
  void a_named_tool_is_asked_for_even_when_a_shell_is_offered() throws Exception {
    provider.script(ProviderScript.pleasant().tool(new ToolAsk("read", "ls", 1)));
    JsonNode answer =
        Caller.json(caller.post("/v1/chat/completions", "{\"model\":\"m\"," + TOOLS + "}"));
    assertThat(answer.at("/choices/0/message/tool_calls/0/function/name").asText())
        .isEqualTo("read");
  }

  @Test
  void an_answer_whose_form_is_demanded_has_that_form() throws Exception {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\"},\"n\":{\"type\":\"integer\"}}}";
    JsonNode answer =
        Caller.json(
            caller.post(
                "/v1/chat/completions",
                "{\"model\":\"m\",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":"
                    + schema
                    + "}}}"));
    assertThat(answer.at("/choices/0/message/content").asText())
        .isEqualTo("{\"title\":\"A drill\",\"n\":1}");
  }
}
