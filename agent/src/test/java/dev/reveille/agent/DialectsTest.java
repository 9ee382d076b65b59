package dev.reveille.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.drill.AnsweredModel;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import dev.reveille.drill.RecordedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same turn, whatever the provider speaks. */
class DialectsTest {
  private static final String WORDS = "the file is written";

  @TempDir Path folder;

  enum Dialect {
    CHAT("openai", "", "/v1/chat/completions", "{\"temperature\": 0.5}"),
    RESPONSES("openai", "{openai: responses}", "/v1/responses", "{\"temperature\": 0.5}"),
    MESSAGES("anthropic", "", "/v1/messages", "{\"temperature\": 0.5}");

    final String api;
    final String config;
    final String path;
    final String parameters;

    Dialect(String api, String config, String path, String parameters) {
      this.api = api;
      this.config = config;
      this.path = path;
      this.parameters = parameters;
    }

    Talk talk(DrillProvider provider, Path folder) throws Exception {
      return Talk.with(provider, api, config, folder);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_tool_is_used_and_its_result_comes_back_under_its_id(Dialect dialect) throws Exception {
    ProviderScript script =
        ProviderScript.pleasant()
            .text(WORDS)
            .tokens(11, 7)
            .model(AnsweredModel.suffix("-2026-03-05"))
            .tool("echo tool-$((6*7)) | tee ran.txt");
    try (DrillProvider provider = DrillProvider.start(script);
        Talk talk = dialect.talk(provider, folder)) {
      JsonNode answer = talk.prompt(talk.open(), "Write the file.");

      assertThat(answer.at("/result/stopReason").asText()).as("%s", answer).isEqualTo("end_turn");
      assertThat(answer.at("/result/usage/inputTokens").asInt()).isEqualTo(22);
      assertThat(answer.at("/result/usage/outputTokens").asInt()).isEqualTo(14);
      assertThat(answer.at("/result/_meta/reveille/answeredModels/0").asText())
          .isEqualTo("pinned-model-2026-03-05");
      assertThat(folder.resolve("ran.txt")).content().contains("tool-42");
      assertThat(talk.updates("agent_message_chunk"))
          .extracting(update -> update.at("/content/text").asText())
          .containsExactly(WORDS);
      String id = talk.updates("tool_call").get(0).path("toolCallId").asText();
      List<RecordedRequest> requests = provider.requests();
      assertThat(requests).hasSize(2).allMatch(request -> request.path().startsWith(dialect.path));
      assertThat(requests.get(1).body().toString()).contains(id).contains("tool-42");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_locked_parameter_is_sent_with_every_request(Dialect dialect) throws Exception {
    try (DrillProvider provider = DrillProvider.start(ProviderScript.pleasant())) {
      Map<String, String> told = new HashMap<>();
      told.put("HOME", folder.toString());
      told.put("REVEILLE_AGENT_BASE_URL", provider.address() + "/v1/");
      told.put("REVEILLE_AGENT_MODEL", "pinned-model");
      told.put("REVEILLE_AGENT_API", dialect.api);
      told.put("REVEILLE_AGENT_CONFIG", dialect.config);
      told.put("REVEILLE_AGENT_PARAMETERS", dialect.parameters);
      try (Talk talk = Talk.with(told, folder)) {
        talk.prompt(talk.open(), "Hello.");
      }
      assertThat(provider.requests())
          .isNotEmpty()
          .allSatisfy(
              request -> assertThat(request.body().path("temperature").asDouble()).isEqualTo(0.5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_refusal_of_the_provider_is_an_error_and_not_an_end(Dialect dialect) throws Exception {
    ProviderScript script = ProviderScript.pleasant().requireKey("another key");
    try (DrillProvider provider = DrillProvider.start(script);
        Talk talk = dialect.talk(provider, folder)) {
      JsonNode answer = talk.prompt(talk.open(), "Hello.");

      assertThat(answer.at("/error/code").asInt()).as("%s", answer).isEqualTo(-32000);
      assertThat(answer.at("/error/message").asText())
          .startsWith("the model provider answered 401")
          .doesNotContain(Talk.TOKEN);
      assertThat(provider.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_conversation_goes_on_in_another_process(Dialect dialect) throws Exception {
    ProviderScript script = ProviderScript.pleasant().text(WORDS).tool("echo tool-42");
    try (DrillProvider provider = DrillProvider.start(script)) {
      String session;
      try (Talk talk = dialect.talk(provider, folder)) {
        session = talk.open();
        talk.prompt(session, "Write the first file.");
      }
      try (Talk talk = dialect.talk(provider, folder)) {
        talk.request("session/load", talk.opening().put("sessionId", session));
        assertThat(talk.updates("user_message_chunk").toString()).contains("the first file");
        assertThat(talk.updates("agent_message_chunk").toString()).contains(WORDS);

        JsonNode answer = talk.prompt(session, "And now?");

        assertThat(answer.at("/result/stopReason").asText()).as("%s", answer).isEqualTo("end_turn");
      }
      List<RecordedRequest> requests = provider.requests();
      assertThat(requests.get(requests.size() - 1).body().toString())
          .contains("Write the first file.", "tool-42", WORDS, "And now?");
      assertThat(Files.isDirectory(folder.resolve("home/.local/state/reveille-agent"))).isTrue();
    }
  }
}
