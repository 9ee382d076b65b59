package dev.reveille.drill.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.drill.AnsweredModel;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import dev.reveille.drill.RecordedRequest;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentTurnTest {
  @TempDir private Path folder;
  private DrillProvider provider;

  @BeforeEach
  void start() throws IOException {
    provider =
        DrillProvider.start(ProviderScript.pleasant().text("Good morning to all.").tokens(11, 7));
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void a_prompt_makes_one_call_with_the_key_and_passes_its_text_on() throws Exception {
    try (AgentProcess agent = agent()) {
      JsonNode result = agent.turn("say it");
      assertThat(result.path("stopReason").asText()).isEqualTo("end_turn");
      assertThat(result.at("/usage/totalTokens").asInt()).isEqualTo(18);
      assertThat(agent.text()).isEqualTo("Good morning to all.");
      assertThat(provider.requests()).hasSize(1);
      RecordedRequest call = provider.requests().get(0);
      assertThat(call.model()).isEqualTo("gpt-x");
      assertThat(call.authorization()).isEqualTo("Bearer secret");
      assertThat(call.body().at("/messages/1/content").asText()).isEqualTo("say it");
      assertThat(call.body().path("stream").asBoolean()).isTrue();
    }
  }

  @Test
  void a_call_need_not_be_streamed() throws Exception {
    try (AgentProcess agent = agent("--no-stream")) {
      agent.turn("say it");
      assertThat(agent.text()).isEqualTo("Good morning to all.");
      assertThat(provider.requests().get(0).body().path("stream").asBoolean()).isFalse();
    }
  }

  @Test
  void the_tool_that_the_model_asks_for_is_run_and_its_result_sent_back() throws Exception {
    provider.script(
        ProviderScript.pleasant().tool("echo tool-$((6*7)); pwd").text("done").tokens(11, 7));
    try (AgentProcess agent = agent("--offer-tool")) {
      JsonNode result = agent.turn("run it");
      assertThat(result.at("/usage/inputTokens").asInt()).isEqualTo(22);
      JsonNode call = agent.updates("tool_call").get(0);
      assertThat(call.path("name").asText()).isEqualTo("shell");
      assertThat(call.at("/rawInput/command").asText()).isEqualTo("echo tool-$((6*7)); pwd");
      List<JsonNode> updates = agent.updates("tool_call_update");
      assertThat(updates)
          .extracting(update -> update.path("status").asText())
          .containsExactly("in_progress", "completed");
      assertThat(updates.get(1).at("/rawOutput/output").asText())
          .isEqualTo("tool-42\n" + folder.toRealPath() + "\n");
      JsonNode sent = provider.requests().get(1).body().path("messages");
      JsonNode back = sent.path(sent.size() - 1);
      assertThat(back.path("role").asText()).isEqualTo("tool");
      assertThat(back.path("tool_call_id").asText())
          .isEqualTo(call.path("toolCallId").asText())
          .isNotEmpty();
      assertThat(back.path("content").asText()).startsWith("tool-42\n");
      assertThat(agent.text()).isEqualTo("done");
    }
  }

  @Test
  void the_chosen_model_is_the_one_asked() throws Exception {
    try (AgentProcess agent = agent("--model-options", "gpt-a,gpt-b")) {
      JsonNode option = agent.boot().at("/configOptions/0");
      assertThat(option.path("category").asText()).isEqualTo("model");
      assertThat(option.path("currentValue").asText()).isEqualTo("gpt-a");
      assertThat(option.at("/options/1/value").asText()).isEqualTo("gpt-b");
      JsonNode chosen = agent.result(agent.choose("gpt-b"));
      assertThat(chosen.at("/configOptions/0/currentValue").asText()).isEqualTo("gpt-b");
      assertThat(agent.error(agent.choose("gpt-c")).path("code").asInt()).isEqualTo(-32602);
      agent.result(agent.prompt("go"));
      assertThat(provider.requests()).extracting(RecordedRequest::model).containsExactly("gpt-b");
    }
  }

  @Test
  void without_a_model_told_the_provider_is_asked_for_its_models() throws Exception {
    provider.script(ProviderScript.pleasant().models(List.of("gpt-l", "gpt-m")));
    try (AgentProcess agent =
        new AgentProcess(
            folder,
            Map.of("OPENAI_BASE_URL", provider.address() + "/v1", "OPENAI_API_KEY", "secret"))) {
      assertThat(agent.boot().at("/configOptions/0/options/1/value").asText()).isEqualTo("gpt-m");
    }
  }

  @Test
  void a_choice_of_model_need_not_be_offered() throws Exception {
    try (AgentProcess agent = agent("--no-config-options")) {
      assertThat(agent.boot().has("configOptions")).isFalse();
      assertThat(agent.error(agent.choose("gpt-x")).path("message").asText()).contains("no option");
      agent.result(agent.prompt("go"));
      assertThat(provider.requests()).extracting(RecordedRequest::model).containsExactly("gpt-x");
    }
  }

  @Test
  void it_can_ask_for_another_model_than_the_chosen_one() throws Exception {
    try (AgentProcess agent = agent("--ask-model", "gpt-cheap")) {
      agent.turn("go");
      assertThat(provider.requests())
          .extracting(RecordedRequest::model)
          .containsExactly("gpt-cheap");
    }
  }

  @Test
  void it_reports_the_models_that_answered() throws Exception {
    provider.script(ProviderScript.pleasant().model(AnsweredModel.suffix("-2026-01-01")));
    try (AgentProcess agent = agent()) {
      assertThat(agent.turn("go").at("/_meta/drill/answeredModels/0").asText())
          .isEqualTo("gpt-x-2026-01-01");
    }
  }

  @Test
  void a_refused_side_call_changes_nothing() throws Exception {
    provider.script(ProviderScript.pleasant().failFirst(1, 400));
    try (AgentProcess agent = agent("--side-call", "gpt-title")) {
      assertThat(agent.turn("go").path("stopReason").asText()).isEqualTo("end_turn");
      assertThat(provider.requests())
          .extracting(RecordedRequest::model)
          .containsExactly("gpt-title", "gpt-x");
      assertThat(provider.requests().get(0).body().has("tools")).isFalse();
    }
  }

  @Test
  void a_refusal_ends_in_an_error() throws Exception {
    provider.script(ProviderScript.pleasant().status(403));
    try (AgentProcess agent = agent()) {
      agent.boot();
      assertThat(agent.error(agent.prompt("go")).path("message").asText())
          .contains("the provider answered 403");
      assertThat(provider.requests()).hasSize(1);
    }
  }

  @Test
  void a_refusal_can_pass_for_an_answer() throws Exception {
    provider.script(ProviderScript.pleasant().status(403));
    try (AgentProcess agent = agent("--refusal", "text")) {
      assertThat(agent.turn("go").path("stopReason").asText()).isEqualTo("end_turn");
      assertThat(agent.text()).contains("the provider answered 403");
    }
  }

  @Test
  void a_retry_waits_as_long_as_the_provider_says() throws Exception {
    provider.script(ProviderScript.pleasant().failFirst(1, 429).retryAfter(1));
    try (AgentProcess agent = agent("--retries", "1")) {
      agent.turn("go");
      List<RecordedRequest> calls = provider.requests();
      assertThat(calls).extracting(RecordedRequest::status).containsExactly(429, 200);
      assertThat(calls.get(1).arrived()).isAfterOrEqualTo(calls.get(0).arrived().plusMillis(990));
    }
  }

  @Test
  void a_broken_answer_is_an_error() throws Exception {
    provider.script(ProviderScript.pleasant().cutAfter(300));
    try (AgentProcess agent = agent()) {
      agent.boot();
      assertThat(agent.error(agent.prompt("go")).path("message").asText()).contains("ended");
    }
  }

  @Test
  void a_turn_can_take_several_calls_and_turns_remember() throws Exception {
    try (AgentProcess agent = agent("--calls", "2")) {
      agent.turn("first");
      agent.result(agent.prompt("second"));
      assertThat(provider.requests()).hasSize(4);
      assertThat(Json.write(provider.requests().get(3).body()))
          .contains("first", "Go on.", "second");
    }
  }

  @Test
  void a_cancelled_turn_ends_as_cancelled_and_hangs_up() throws Exception {
    provider.script(ProviderScript.pleasant().hang());
    try (AgentProcess agent = agent()) {
      agent.boot();
      int prompt = agent.prompt("go");
      provider.awaitRequests(1, AgentProcess.LONG);
      agent.cancel();
      assertThat(agent.result(prompt).path("stopReason").asText()).isEqualTo("cancelled");
    }
  }

  @Test
  void a_cancellation_can_be_ignored() throws Exception {
    provider.script(ProviderScript.pleasant().hang());
    try (AgentProcess agent = agent("--ignore-cancel")) {
      agent.boot();
      int prompt = agent.prompt("go");
      provider.awaitRequests(1, AgentProcess.LONG);
      agent.cancel();
      assertThat(agent.answerTo(prompt, AgentProcess.SHORT)).isEmpty();
    }
  }

  @Test
  void without_an_address_the_error_names_the_variable() throws Exception {
    try (AgentProcess agent = new AgentProcess(folder, Map.of("OPENAI_MODEL", "gpt-x"))) {
      agent.boot();
      assertThat(agent.error(agent.prompt("go")).path("message").asText())
          .contains("OPENAI_BASE_URL is not set");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://[nonsense", "https://127.0.0.1:1/v1", "http://127.0.0.1:1/v1"})
  void an_address_that_is_of_no_use_is_an_error_and_no_silence(String address) throws Exception {
    Map<String, String> environment = Map.of("OPENAI_MODEL", "gpt-x", "OPENAI_BASE_URL", address);
    try (AgentProcess agent = new AgentProcess(folder, environment)) {
      agent.boot();
      assertThat(agent.error(agent.prompt("go")).path("code").asInt()).isEqualTo(-32603);
    }
  }

  private AgentProcess agent(String... words) throws IOException {
    return new AgentProcess(
        folder,
        Map.of(
            "OPENAI_BASE_URL",
            provider.address() + "/v1",
            "OPENAI_API_KEY",
            "secret",
            "OPENAI_MODEL",
            "gpt-x"),
        words);
  }
}
