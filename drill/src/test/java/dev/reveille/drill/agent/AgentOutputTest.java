package dev.reveille.drill.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.drill.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AgentOutputTest {
  @TempDir private Path folder;

  @Test
  void it_does_what_it_is_told_and_reports_it_as_text() throws Exception {
    Files.writeString(folder.resolve("in.txt"), "read me");
    try (AgentProcess agent =
        AgentProcess.withoutModel(
            folder,
            "--do=sh:echo $((6*7)); echo err >&2",
            "--do=read:in.txt",
            "--do=write:out.txt=a=b",
            "--do=read:missing.txt",
            "--do=prompt",
            "--say=the end")) {
      agent.turn("my words");
      assertThat(agent.text())
          .startsWith("42\nerr\nread mewrote out.txt\nmissing.txt failed: ")
          .endsWith("my wordsthe end");
      assertThat(folder.resolve("out.txt")).hasContent("a=b");
    }
  }

  @Test
  void it_runs_tools_of_its_own_and_reports_how_they_ended() throws Exception {
    try (AgentProcess agent =
        AgentProcess.withoutModel(
            folder, "--tool", "echo one", "--tool", "echo two; exit 3", "--no-tool-name")) {
      agent.turn("go");
      assertThat(agent.updates("tool_call")).hasSize(2).noneMatch(call -> call.has("name"));
      JsonNode failed = agent.updates("tool_call_update").get(3);
      assertThat(failed.path("status").asText()).isEqualTo("failed");
      assertThat(failed.at("/content/0/content/text").asText()).isEqualTo("two\n");
      assertThat(failed.at("/rawOutput/exitCode").asInt()).isEqualTo(3);
    }
  }

  @Test
  void it_asks_permission_and_waits_for_ever() throws Exception {
    try (AgentProcess agent = AgentProcess.withoutModel(folder, "--permission")) {
      agent.boot();
      int prompt = agent.prompt("go");
      JsonNode params = agent.awaitMethod("session/request_permission").path("params");
      assertThat(params.at("/toolCall/rawInput/command").asText()).isEqualTo("echo permitted");
      assertThat(params.at("/options/0/kind").asText()).isEqualTo("allow_once");
      assertThat(agent.answerTo(prompt, AgentProcess.SHORT)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"allow-once,completed", "allow-always,completed", "reject-once,failed"})
  void it_does_as_the_answer_to_its_question_says(String option, String status) throws Exception {
    try (AgentProcess agent =
        AgentProcess.withoutModel(folder, "--permission", "--tool", "touch ran")) {
      agent.boot();
      int prompt = agent.prompt("go");
      JsonNode outcome = Json.object().put("outcome", "selected").put("optionId", option);
      agent.answer(
          agent.awaitMethod("session/request_permission"), Json.object().set("outcome", outcome));
      assertThat(agent.result(prompt).path("stopReason").asText()).isEqualTo("end_turn");
      JsonNode last =
          agent.updates("tool_call_update").get(agent.updates("tool_call_update").size() - 1);
      assertThat(last.path("status").asText()).isEqualTo(status);
      assertThat(Files.exists(folder.resolve("ran"))).isEqualTo(status.equals("completed"));
    }
  }

  @Test
  void a_question_answered_as_cancelled_cancels_the_turn() throws Exception {
    try (AgentProcess agent = AgentProcess.withoutModel(folder, "--permission")) {
      agent.boot();
      int prompt = agent.prompt("go");
      JsonNode outcome = Json.object().put("outcome", "cancelled");
      agent.answer(
          agent.awaitMethod("session/request_permission"), Json.object().set("outcome", outcome));
      assertThat(agent.result(prompt).path("stopReason").asText()).isEqualTo("cancelled");
      assertThat(agent.text()).isEmpty();
    }
  }

  @Test
  void a_cancelled_turn_kills_its_tool() throws Exception {
    try (AgentProcess agent = AgentProcess.withoutModel(folder, "--tool", "sleep 3600")) {
      agent.boot();
      int prompt = agent.prompt("go");
      agent.awaitUpdate("tool_call_update");
      agent.cancel();
      assertThat(agent.result(prompt).path("stopReason").asText()).isEqualTo("cancelled");
    }
  }

  @Test
  void it_floods_as_many_megabytes_as_told() throws Exception {
    try (AgentProcess agent = AgentProcess.withoutModel(folder, "--flood", "3", "--say", "over")) {
      agent.turn("go");
      assertThat(agent.text()).hasSizeGreaterThanOrEqualTo(3 << 20).endsWith("over");
    }
  }

  @Test
  void garbage_leaves_the_good_messages_whole() throws Exception {
    try (AgentProcess agent =
        AgentProcess.withoutModel(
            folder,
            "--garbage",
            "plain,ansi,invalid,empty,huge,large,chinese,split",
            "--garbage",
            "plain@spawn")) {
      JsonNode result = agent.turn("go");
      assertThat(result.path("stopReason").asText()).isEqualTo("end_turn");
      assertThat(agent.garbage()).hasSize(5);
      assertThat(agent.garbage().get(0)).startsWith("Loading plugins");
      assertThat(agent.garbage().get(2)).contains("\u001b[1;31m");
      assertThat(agent.garbage().get(4)).hasSize(8 << 20);
      assertThat(agent.text()).contains("今天没有新数据。今天没有新数据。").hasSizeGreaterThan(4 << 20);
    }
  }

  @Test
  void it_makes_noise_on_standard_error() throws Exception {
    try (AgentProcess agent = AgentProcess.withoutModel(folder, "--stderr", "5000")) {
      agent.turn("go");
      assertThat(agent.errors().lines()).hasSize(5000);
    }
  }

  @Test
  void stop_reason_and_usage_are_what_it_is_told_to_report() throws Exception {
    try (AgentProcess agent =
        AgentProcess.withoutModel(folder, "--stop-reason", "max_tokens", "--usage", "100/20")) {
      JsonNode result = agent.turn("go");
      assertThat(result.path("stopReason").asText()).isEqualTo("max_tokens");
      assertThat(result.at("/usage/totalTokens").asInt()).isEqualTo(120);
    }
    try (AgentProcess agent = AgentProcess.withoutModel(folder, "--no-usage", "--protocol", "7")) {
      assertThat(agent.turn("go").has("usage")).isFalse();
      assertThat(agent.result(1).path("protocolVersion").asInt()).isEqualTo(7);
    }
  }

  @Test
  void requests_that_make_no_sense_are_answered_by_the_rules() throws Exception {
    try (AgentProcess agent = AgentProcess.withoutModel(folder)) {
      agent.boot();
      assertThat(agent.error(agent.send("session/fly", Json.object())).path("code").asInt())
          .isEqualTo(-32601);
      agent.adopt("no-such-session");
      assertThat(agent.error(agent.prompt("go")).path("code").asInt()).isEqualTo(-32602);
      agent.writeLine("{no json");
      assertThat(agent.error(0).path("code").asInt()).isEqualTo(-32700);
    }
  }

  @Test
  void the_environment_can_say_the_same_words() throws Exception {
    Map<String, String> environment =
        Map.of("DRILL_AGENT", "--no-model --say 'from the environment' --usage 1/2");
    try (AgentProcess agent = new AgentProcess(folder, environment, "--usage", "3/4")) {
      assertThat(agent.turn("go").at("/usage/inputTokens").asInt()).isEqualTo(3);
      assertThat(agent.text()).isEqualTo("from the environment");
    }
  }
}
