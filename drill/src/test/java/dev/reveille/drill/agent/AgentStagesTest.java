package dev.reveille.drill.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentStagesTest {
  private static final List<String> STAGES =
      List.of("initialize", "session/new", "set_config_option", "prompt", "output");
  @TempDir private Path folder;

  @Test
  void an_agent_that_behaves_goes_through_all_stages() throws Exception {
    try (AgentProcess agent = AgentProcess.withoutModel(folder)) {
      assertThat(stagesPassed(agent, "none")).containsExactlyElementsOf(STAGES);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spawn", "initialize", "session/new", "set_config_option", "prompt", "output"})
  void it_hangs_at_the_stage_named_and_not_before(String stage) throws Exception {
    try (AgentProcess agent = AgentProcess.withoutModel(folder, "--hang", stage)) {
      assertThat(stagesPassed(agent, stage)).containsExactlyElementsOf(before(stage));
      assertThat(agent.process().isAlive()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "spawn,spawn,1",
    "initialize:3,initialize,3",
    "session/new:0,session/new,0",
    "set_config_option:4,set_config_option,4",
    "prompt:5,prompt,5",
    "output:6,output,6",
    "initialize:kill,initialize,137"
  })
  void it_dies_at_the_stage_named_with_the_code_named(String word, String stage, int code)
      throws Exception {
    try (AgentProcess agent = AgentProcess.withoutModel(folder, "--die", word)) {
      assertThat(stagesPassed(agent, stage)).containsExactlyElementsOf(before(stage));
      assertThat(agent.exitCode()).isEqualTo(code);
    }
  }

  @Test
  void it_can_die_after_a_good_answer() throws Exception {
    try (AgentProcess agent = AgentProcess.withoutModel(folder, "--die", "done:9")) {
      assertThat(agent.turn("go").path("stopReason").asText()).isEqualTo("end_turn");
      assertThat(agent.exitCode()).isEqualTo(9);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"initialize", "session/new", "set_config_option", "prompt", "output"})
  void it_answers_the_request_of_the_stage_named_with_an_error(String stage) throws Exception {
    try (AgentProcess agent =
        AgentProcess.withoutModel(folder, "--fail", stage + ":no: disk full")) {
      int failed = 0;
      for (String each : STAGES.subList(0, STAGES.indexOf(stage) + 1)) {
        failed = enter(agent, each);
      }
      JsonNode error = agent.error(failed);
      assertThat(error.path("code").asInt()).isEqualTo(-32603);
      assertThat(error.path("message").asText()).isEqualTo("Internal error: no: disk full");
    }
  }

  @Test
  void it_waits_at_each_stage_as_long_as_told() throws Exception {
    try (AgentProcess agent =
        AgentProcess.withoutModel(folder, "--stage-delay", "initialize=200ms,prompt=300ms")) {
      long start = System.nanoTime();
      agent.turn("go");
      assertThat((System.nanoTime() - start) / 1_000_000).isGreaterThanOrEqualTo(500);
    }
  }

  @Test
  void it_misbehaves_only_on_its_first_boots_when_they_are_counted() throws Exception {
    String count = folder.resolve("boots").toString();
    String[] words = {"--die", "initialize:3", "--slow-first", "2", "--count-file", count};
    for (int boot = 1; boot <= 2; boot++) {
      try (AgentProcess agent = AgentProcess.withoutModel(folder, words)) {
        assertThat(stagesPassed(agent, "initialize")).isEmpty();
        assertThat(agent.exitCode()).isEqualTo(3);
      }
    }
    try (AgentProcess agent = AgentProcess.withoutModel(folder, words)) {
      assertThat(agent.turn("go").path("stopReason").asText()).isEqualTo("end_turn");
    }
    assertThat(Files.readAllLines(Path.of(count)))
        .hasSize(3)
        .satisfies(lines -> assertThat(lines.get(2)).startsWith("boot 3 "));
  }

  /** Goes on until the stage that is to give no answer; returns those that gave one. */
  private List<String> stagesPassed(AgentProcess agent, String ending) throws Exception {
    for (String stage : STAGES) {
      if (ending.equals(stage) || ending.equals("spawn")) {
        tryToEnter(agent, stage);
        agent.awaitError(" at " + ending + ", as told");
        assertThat(agent.answerTo(STAGES.indexOf(stage) + 1, AgentProcess.SHORT)).isEmpty();
        return before(stage);
      }
      int request = enter(agent, stage);
      if (stage.equals("prompt") && ending.equals("output")) {
        agent.awaitUpdate("agent_message_chunk");
      } else {
        agent.result(request);
      }
    }
    return STAGES;
  }

  private void tryToEnter(AgentProcess agent, String stage) throws Exception {
    try {
      enter(agent, stage);
    } catch (IOException dead) {
      // It may be gone before the request is written; what it said on standard error tells.
    }
  }

  private static List<String> before(String stage) {
    return STAGES.subList(0, Math.max(0, STAGES.indexOf(stage)));
  }

  private int enter(AgentProcess agent, String stage) throws Exception {
    return switch (stage) {
      case "initialize" -> agent.send("initialize", Json.object().put("protocolVersion", 1));
      case "session/new" -> agent.send("session/new", Json.object().put("cwd", folder.toString()));
      case "set_config_option" -> {
        agent.adopt(agent.result(2).path("sessionId").asText());
        yield agent.choose("gpt-x");
      }
      case "prompt" -> agent.prompt("go");
      default -> 4;
    };
  }
}
