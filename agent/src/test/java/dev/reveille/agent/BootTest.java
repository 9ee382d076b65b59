package dev.reveille.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.agent.settings.SettingsException;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import dev.reveille.drill.ToolAsk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a session while it opens, and what the model is told at its beginning. */
class BootTest {
  private static final String SERVER =
      """
      #!/bin/sh
      answer() { printf '%s\\n' "$1"; }
      while read -r line; do
        id=$(printf '%s' "$line" | sed -n 's/.*"id":"\\{0,1\\}\\([^",}]*\\)"\\{0,1\\}[,}].*/\\1/p')
        case $line in
          *'"initialize"'*) answer '{"jsonrpc":"2.0","id":"'$id'","result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"s","version":"1"}}}' ;;
          *'"tools/list"'*) printf 'a stray word\\n{"x":1}\\n[]\\n\\377\\n'; answer '{"jsonrpc":"2.0","id":"'$id'","result":{"tools":[{"name":"say","description":"says","inputSchema":{"type":"object","properties":{"it":{"type":"string"}},"required":["it"]}}]}}' ;;
          *'"tools/call"'*) printf 'env %s\\n' "$REVEILLE_AGENT_TOKEN" >&2
            answer '{"jsonrpc":"2.0","id":"'$id'","result":{"content":[{"type":"text","text":"\\u001b[31mred\\u001b[0m said '"$REVEILLE_AGENT_TOKEN"'"}]}}' ;;
        esac
      done
      """;

  @TempDir Path folder;

  @Test
  void each_stage_is_told_of_as_it_begins_and_ends() throws Exception {
    Files.writeString(folder.resolve("AGENTS.md"), "Be brief.");
    Files.writeString(folder.resolve("picture.md"), "\0");
    try (DrillProvider provider = DrillProvider.start(ProviderScript.pleasant());
        Talk talk =
            Talk.with(
                provider,
                "openai",
                "{context: {files: ['*.md']}, persona: {text: You count.}}",
                folder)) {
      talk.prompt(talk.open(), "Hello.");

      assertThat(talk.heard("_reveille/boot_stage"))
          .containsExactly(
              "{\"stage\":\"context\",\"state\":\"started\"}",
              "{\"stage\":\"context\",\"state\":\"ended\",\"note\":\"1 file, 9 bytes; skipped picture.md (binary)\"}",
              "{\"stage\":\"tools\",\"state\":\"started\"}",
              "{\"stage\":\"tools\",\"state\":\"ended\",\"note\":\"7 of its own\"}",
              "{\"stage\":\"persona\",\"state\":\"started\"}",
              "{\"stage\":\"persona\",\"state\":\"ended\",\"note\":\"from the settings\"}");
      assertThat(provider.requests().get(0).body().toString())
          .contains("You count.", "Be brief.", "picture.md (binary)");
    }
  }

  @Test
  void a_tool_of_an_mcp_server_is_used_and_its_words_are_cleaned() throws Exception {
    Path server = Files.writeString(folder.resolve("server.sh"), SERVER);
    String config = "{mcp: {s: {command: [sh, " + server + "], timeout: 20s}}}";
    ProviderScript script =
        ProviderScript.pleasant().tool(new ToolAsk("s_say", "{\"it\": \"hello\"}", 1));
    try (DrillProvider provider = DrillProvider.start(script);
        Talk talk = Talk.with(provider, "openai", config, folder)) {
      JsonNode answer = talk.prompt(talk.open(), "Say it.");

      assertThat(answer.at("/result/stopReason").asText()).as("%s", answer).isEqualTo("end_turn");
      assertThat(talk.heard("_reveille/boot_stage").toString()).contains("7 of its own, 1 of s");
      assertThat(talk.toolText()).isEqualTo("red said");
    }
  }

  @Test
  void a_server_that_never_answers_is_named_when_its_time_is_over() throws Exception {
    String config = "{mcp: {silent: {command: [sleep, '300'], timeout: 300ms}}}";
    try (DrillProvider provider = DrillProvider.start(ProviderScript.pleasant());
        Talk talk = Talk.with(provider, "openai", config, folder)) {
      JsonNode answer = talk.request("session/new", talk.opening());

      assertThat(answer.at("/error/message").asText())
          .contains("MCP server 'silent' cannot be used");
      assertThat(talk.heard("_reveille/boot_stage"))
          .last()
          .isEqualTo("{\"stage\":\"tools\",\"state\":\"started\"}");
    }
  }

  @Test
  void a_server_that_ends_is_named_with_its_last_word_and_not_waited_for() throws Exception {
    String config = "{mcp: {ends: {command: [sh, -c, 'echo no key >&2; exit 3'], timeout: 50s}}}";
    try (DrillProvider provider = DrillProvider.start(ProviderScript.pleasant());
        Talk talk = Talk.with(provider, "openai", config, folder)) {
      long begun = System.nanoTime();
      JsonNode answer = talk.request("session/new", talk.opening());

      assertThat(answer.at("/error/message").asText())
          .startsWith("MCP server 'ends' cannot be used: its program has ended");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }
  }

  @Test
  void a_server_that_is_not_there_is_named() throws Exception {
    String config = "{mcp: {gone: {command: [/no/such/program]}}}";
    try (DrillProvider provider = DrillProvider.start(ProviderScript.pleasant());
        Talk talk = Talk.with(provider, "openai", config, folder)) {
      JsonNode answer = talk.request("session/new", talk.opening());

      assertThat(answer.at("/error/message").asText()).contains("MCP server 'gone'");
    }
  }

  @Test
  void settings_that_are_wrong_are_all_named_at_once() {
    Map<String, String> told =
        Map.of(
            "REVEILLE_AGENT_BASE_URL", "http://127.0.0.1:1/v1",
            "REVEILLE_AGENT_MODEL", "m",
            "REVEILLE_AGENT_CONFIG", "{mode: maybe, limits: {modelCalls: -1, turns: 3}, tols: {}}");

    assertThatThrownBy(() -> Talk.with(told, folder))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("mode: maybe (expected: auto or ask)")
        .hasMessageContaining("limits.modelCalls: -1 (expected: a whole number, 0 or more)")
        .hasMessageContaining("limits.turns: not known (expected: one of modelCalls, ")
        .hasMessageContaining("tols: not known");
  }

  @Test
  void without_a_provider_the_missing_variable_is_named() {
    assertThatThrownBy(() -> Talk.with(Map.of(), folder))
        .isInstanceOf(SettingsException.class)
        .hasMessage("REVEILLE_AGENT_BASE_URL is not set (docs/builtin-agent.md says how)");
  }
}
