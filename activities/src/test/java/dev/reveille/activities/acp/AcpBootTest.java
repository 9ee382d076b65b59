package dev.reveille.activities.acp;

import static dev.reveille.activities.acp.ScriptedAgent.INITIALIZE;
import static dev.reveille.activities.acp.ScriptedAgent.SESSION;
import static dev.reveille.activities.acp.ScriptedAgent.answer;
import static dev.reveille.activities.acp.ScriptedAgent.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.activities.process.Await;
import dev.reveille.domain.job.Permissions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AcpBootTest {

  private static final String MODELS =
      "{\"sessionId\":\"s1\",\"configOptions\":[{\"id\":\"mode\",\"category\":\"mode\",\"options\":[]},"
          + "{\"id\":\"m\",\"category\":\"model\",\"currentValue\":\"%s\",\"options\":["
          + "{\"value\":\"zen/other\"},{\"group\":\"g\",\"options\":[{\"value\":\"gw/pin\"},{\"value\":\"bare\"}]}]}]}";

  @TempDir Path folder;
  private ScriptedAgent agent;
  private final List<String> stages = new CopyOnWriteArrayList<>();
  private final StageListener listener =
      new StageListener() {
        @Override
        public void started(String stage) {
          stages.add("+" + stage);
        }

        @Override
        public void ended(String stage, @Nullable String note) {
          stages.add("-" + stage + (note == null ? "" : ": " + note));
        }
      };

  @BeforeEach
  void open() throws IOException {
    agent = new ScriptedAgent(folder);
  }

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void an_agent_without_a_choice_of_models_boots_and_the_stage_says_so() throws Exception {
    AcpSession session = boot("pin", INITIALIZE, SESSION, "cat >/dev/null");

    assertThat(session.id()).isEqualTo("s1");
    assertThat(stages)
        .containsExactly(
            "+initialize",
            "-initialize: Scripted 1.0",
            "+session",
            "-session",
            "+model",
            "-model: the agent offers no choice of model: its settings pin it");
  }

  @Test
  void stages_that_the_agent_tells_of_stand_beside_the_opening_of_its_session() throws Exception {
    boot(
        null,
        INITIALIZE,
        "read -r line; ",
        told("context", "started"),
        told("context", "ended"),
        told("context", "ended"),
        told("persona", "ended"),
        told("spawn", "started"),
        told("tools", "started"),
        told("tools", "ended"),
        line("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"sessionId\":\"s1\"}}"),
        "cat >/dev/null");

    assertThat(stages)
        .containsSubsequence(
            "+session",
            "+context",
            "-context: two files",
            "+session",
            "+tools",
            "-tools: two files",
            "+session",
            "-session",
            "+model")
        .doesNotContain("+spawn", "-persona: two files")
        .containsOnlyOnce("-context: two files");
  }

  @Test
  void an_agent_that_hangs_in_a_stage_it_told_of_hangs_in_that_stage() {
    assertThatThrownBy(
            () ->
                boot(
                    null,
                    INITIALIZE,
                    "read -r line; ",
                    told("tools", "started"),
                    "sleep 0.2; exit 3"))
        .isInstanceOf(AgentExitedException.class);
    assertThat(stages).last().isEqualTo("+tools");
  }

  private static String told(String stage, String state) {
    return line(
        "{\"jsonrpc\":\"2.0\",\"method\":\"_reveille/boot_stage\",\"params\":{\"stage\":\""
            + stage
            + "\",\"state\":\""
            + state
            + "\",\"note\":\"two files\"}}");
  }

  @Test
  void the_pin_is_chosen_under_the_providers_name_that_the_agent_gives_it() throws Exception {
    AcpSession session =
        boot(
            "pin",
            INITIALIZE,
            answer(2, MODELS.formatted("zen/other")),
            "read -r line; printf '%s\\n' \"$line\" > set; ",
            line("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":" + MODELS.formatted("gw/pin") + "}"),
            "cat >/dev/null");

    assertThat(session.model()).isEqualTo("gw/pin was chosen");
    assertThat(folder.resolve("set"))
        .content()
        .contains("\"method\":\"session/set_config_option\"")
        .contains("\"configId\":\"m\"")
        .contains("\"value\":\"gw/pin\"");
  }

  @Test
  void an_agent_that_takes_another_model_than_asked_fails() {
    assertThatThrownBy(
            () ->
                boot(
                    "pin",
                    INITIALIZE,
                    answer(2, MODELS.formatted("zen/other")),
                    answer(3, MODELS.formatted("zen/other")),
                    "cat >/dev/null"))
        .isInstanceOf(ModelNotOfferedException.class)
        .hasMessageContaining("the agent took zen/other");
  }

  @Test
  void a_model_in_force_is_not_chosen_again() throws Exception {
    AcpSession session =
        boot("pin", INITIALIZE, answer(2, MODELS.formatted("gw/pin")), "cat >/dev/null");

    assertThat(session.model()).isEqualTo("gw/pin was set already");
  }

  @Test
  void a_pin_that_is_not_offered_is_a_failure_that_names_the_offer() {
    assertThatThrownBy(
            () -> boot("gone", INITIALIZE, answer(2, MODELS.formatted("gw/pin")), "cat >/dev/null"))
        .isInstanceOf(ModelNotOfferedException.class)
        .hasMessage(
            "model gone is not offered by the agent (offered: zen/other, gw/pin, bare); pin one of"
                + " these, or configure the agent to offer it");
    assertThat(stages).last().isEqualTo("+model");
  }

  @Test
  void an_agent_of_another_protocol_version_is_refused() {
    assertThatThrownBy(() -> boot(null, answer(1, "{\"protocolVersion\":2}"), "cat >/dev/null"))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("the agent speaks protocol version 2 (expected: 1)");
  }

  @Test
  void an_agent_that_dies_in_a_stage_fails_with_its_last_words() {
    assertThatThrownBy(() -> boot(null, INITIALIZE, "read -r line; echo 'no key' >&2; exit 3"))
        .isInstanceOf(AgentExitedException.class)
        .hasMessage(
            "the agent ended (exit code 3) before it answered session/new; the end of its"
                + " standard error: no key");
    assertThat(stages).last().isEqualTo("+session");
  }

  @Test
  void an_agent_that_hangs_is_cut_by_its_end_and_the_stage_is_known() throws Exception {
    AcpConnection connection =
        agent.connect(Permissions.FAIL, INITIALIZE, "while :; do sleep 1; done");
    Thread watchdog =
        new Thread(
            () -> {
              Await.until("session began", () -> stages.contains("+session"));
              connection.process().end(Duration.ZERO);
            });
    watchdog.start();

    assertThatThrownBy(() -> AcpBoot.boot(connection, "/workspace", null, listener))
        .isInstanceOf(AgentExitedException.class)
        .hasMessageContaining("killed by signal 9 (KILL)) before it answered session/new");
    assertThat(stages).last().isEqualTo("+session");
  }

  @Test
  void an_error_answer_names_request_code_and_text() {
    assertThatThrownBy(
            () ->
                boot(
                    null,
                    INITIALIZE,
                    "read -r line; ",
                    line(
                        "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32000,\"message\":\"Authentication required\"}}"),
                    "cat >/dev/null"))
        .isInstanceOfSatisfying(
            AgentErrorException.class, e -> assertThat(e.isAuthRequired()).isTrue())
        .hasMessage("the agent refused session/new: Authentication required (code -32000)");
  }

  @Test
  void an_agent_that_closes_its_output_and_lives_on_fails() {
    assertThatThrownBy(() -> boot(null, "exec >&-; trap '' TERM; while :; do sleep 1; done"))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("closed its output, but runs on");
  }

  private AcpSession boot(@Nullable String model, String... steps) throws Exception {
    AcpConnection connection = agent.connect(Permissions.FAIL, steps);
    return AcpBoot.boot(connection, "/workspace", model, listener);
  }
}
