package dev.reveille.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ResponsesShapeTest {
  private static final String CODEX_TOOLS =
      """
      "tools":[{"type":"function","name":"exec_command","parameters":{"type":"object","required":["cmd"],
                "properties":{"cmd":{"type":"string"},"workdir":{"type":"string"}}}},
               {"type":"custom","name":"apply_patch"},{"type":"web_search"}]""";
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
  void a_whole_answer_names_model_usage_and_status() throws Exception {
    JsonNode answer =
        Caller.json(caller.post("/v1/responses", "{\"model\":\"gpt-x\",\"input\":\"hi\"}"));
    assertThat(answer.path("model").asText()).isEqualTo("gpt-x");
    assertThat(answer.path("status").asText()).isEqualTo("completed");
    assertThat(answer.at("/output/0/content/0/text").asText())
        .isEqualTo("Good morning to all of you.");
    assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(18);
  }

  @Test
  void a_stream_goes_from_created_to_completed_in_numbered_events() throws Exception {
    List<JsonNode> events = stream("{\"model\":\"gpt-x\",\"stream\":true}");
    assertThat(events.stream().map(event -> event.path("type").asText()).distinct())
        .containsExactly(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed");
    for (int at = 0; at < events.size(); at++) {
      assertThat(events.get(at).path("sequence_number").asInt()).isEqualTo(at);
    }
    assertThat(
            events.stream()
                .map(event -> event.path("delta").asText(""))
                .collect(Collectors.joining()))
        .isEqualTo("Good morning to all of you.");
    assertThat(events.get(0).at("/response/model").asText()).isEqualTo("gpt-x");
    JsonNode completed = events.get(events.size() - 1).path("response");
    assertThat(completed.path("model").asText()).isEqualTo("gpt-x");
    assertThat(completed.at("/usage/input_tokens").asInt()).isEqualTo(11);
  }

  @Test
  void the_shell_of_codex_is_asked_for_by_its_own_argument() throws Exception {
    provider.script(ProviderScript.pleasant().tool("ls -l"));
    JsonNode call = item("{\"model\":\"m\",\"stream\":true," + CODEX_TOOLS + "}");
    assertThat(call.path("type").asText()).isEqualTo("function_call");
    assertThat(call.path("name").asText()).isEqualTo("exec_command");
    assertThat(call.path("arguments").asText()).isEqualTo("{\"cmd\":\"ls -l\"}");
    assertThat(call.path("call_id").asText()).isNotEmpty();
  }

  @Test
  void a_shell_that_wants_a_list_gets_one() throws Exception {
    provider.script(ProviderScript.pleasant().tool("ls -l"));
    String shell =
        "\"tools\":[{\"type\":\"function\",\"name\":\"shell\",\"parameters\":{\"properties\":{\"command\":{\"type\":\"array\"}}}}]";
    JsonNode call = item("{\"model\":\"m\",\"stream\":true," + shell + "}");
    assertThat(call.path("arguments").asText())
        .isEqualTo("{\"command\":[\"sh\",\"-c\",\"ls -l\"]}");
  }

  @Test
  void a_local_shell_is_called_in_its_own_way() throws Exception {
    provider.script(ProviderScript.pleasant().tool("ls -l"));
    JsonNode call =
        item("{\"model\":\"m\",\"stream\":true,\"tools\":[{\"type\":\"local_shell\"}]}");
    assertThat(call.path("type").asText()).isEqualTo("local_shell_call");
    assertThat(call.at("/action/command/2").asText()).isEqualTo("ls -l");
  }

  @Test
  void once_the_result_is_there_the_text_is_answered() throws Exception {
    provider.script(ProviderScript.pleasant().tool("ls -l").text("done"));
    String input =
        "\"input\":[{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"x\"}]";
    JsonNode item = item("{\"model\":\"m\",\"stream\":true," + input + "," + CODEX_TOOLS + "}");
    assertThat(item.at("/content/0/text").asText()).isEqualTo("done");
  }

  private JsonNode item(String body) throws Exception {
    return stream(body).stream()
        .filter(event -> event.path("type").asText().equals("response.output_item.done"))
        .findFirst()
        .orElseThrow()
        .path("item");
  }

  private List<JsonNode> stream(String body) throws Exception {
    return Caller.events(caller.post("/v1/responses", body));
  }
}
