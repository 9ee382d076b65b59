package dev.reveille.activities.acp;

import static dev.reveille.activities.acp.ScriptedAgent.INITIALIZE;
import static dev.reveille.activities.acp.ScriptedAgent.SESSION;
import static dev.reveille.activities.acp.ScriptedAgent.line;
import static dev.reveille.activities.acp.ScriptedAgent.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.job.Permissions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class AcpTurnTest {

  private static final String END =
      line("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{\"stopReason\":\"end_turn\"}}");

  private static final String ASK =
      line(
          "{\"jsonrpc\":\"2.0\",\"id\":\"p1\",\"method\":\"session/request_permission\",\"params\":{\"sessionId\":\"s1\","
              + "\"toolCall\":{\"toolCallId\":\"t1\",\"title\":\"rm -rf build\"},\"options\":["
              + "{\"optionId\":\"always\",\"kind\":\"allow_always\"},{\"optionId\":\"yes\",\"kind\":\"allow_once\"},"
              + "{\"optionId\":\"no\",\"kind\":\"reject_once\"}]}}");

  @TempDir Path folder;
  private ScriptedAgent agent;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<String> noise = new CopyOnWriteArrayList<>();
  private final TurnListener listener =
      new TurnListener() {
        @Override
        public void onOutput(String text) {
          said.add(text);
        }

        @Override
        public void onNoise(String line) {
          noise.add(line);
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

  @ParameterizedTest
  @CsvSource({
    "opencode, pinned-model, 'gw/pinned-model was set already', 11, 7, 1",
    "codex, pinned-model, 'pinned-model was set already', 22, 14, 1",
    "claude, claude-sonnet-4-5, 'claude-sonnet-4-5 was set already', 22, 14, 1",
    "fast, pinned-model, 'the agent offers no choice of model: its settings pin it', , , 0"
  })
  void transcripts_of_real_agents_are_understood(
      String name,
      String model,
      String choice,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens,
      long returned)
      throws Exception {
    AcpConnection connection =
        AcpConnection.open(
            agent.start(ScriptedAgent.replay(name)), Permissions.FAIL, java.time.Clock.systemUTC());
    AcpSession session = AcpBoot.boot(connection, "/home/agent/ws", model, new Stages());

    TurnResult result = result(AcpTurn.start(session, "Run the tool once.", 1000, listener));

    assertThat(session.model()).isEqualTo(choice);
    assertThat(result.stopReason()).isEqualTo("end_turn");
    assertThat(result.output()).contains("DONE from " + model);
    assertThat(String.join("", said)).isEqualTo(result.output());
    assertThat(result.inputTokens()).isEqualTo(inputTokens);
    assertThat(result.outputTokens()).isEqualTo(outputTokens);
    assertThat(result.tools()).hasSize(1);
    assertThat(result.tools().get(0).kind()).isEqualTo("execute");
    assertThat(result.toolsReturned()).isEqualTo(returned);
    assertThat(result.toolsFailed()).isZero();
  }

  @Test
  void output_is_kept_up_to_its_bound_and_told_whole_with_messages_on_lines_of_their_own()
      throws Exception {
    TurnResult result =
        turn(
            Permissions.FAIL,
            8,
            chunk("m1", "grüß "),
            chunk("m1", "dich"),
            update(
                "{\"sessionUpdate\":\"tool_call\",\"toolCallId\":\"t\",\"title\":\"ls\",\"status\":\"failed\"}"),
            chunk("m1", "more"),
            chunk("m2", "end"),
            END);

    assertThat(said).containsExactly("grüß ", "dich", "\nmore", "\nend");
    assertThat(result.output()).isEqualTo("grüß dic");
    assertThat(result.outputBytes()).isEqualTo("grüß dich\nmore\nend".length() + 2L);
    assertThat(result.toolsFailed()).isEqualTo(1);
    assertThat(result.toolsReturned()).isEqualTo(1);
  }

  @Test
  void lines_that_are_no_messages_are_noise_and_do_no_harm() throws Exception {
    TurnResult result =
        turn(
            Permissions.FAIL,
            100,
            "printf 'warming up\\n\\n\\377\\376 garbage\\n[1,2]\\n{\"unfinished\\n'\n",
            line("{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":{}}"),
            chunk("m1", "fine"),
            END);

    assertThat(result.output()).isEqualTo("fine");
    assertThat(noise)
        .containsExactly("warming up", "\uFFFD\uFFFD garbage", "[1,2]", "{\"unfinished");
  }

  @Test
  void a_line_without_end_breaks_the_connection_but_not_us() throws Exception {
    AcpTurn turn =
        start(
            Permissions.FAIL,
            "exec 2>/dev/null; head -c 20000000 /dev/zero | tr '\\0' x; echo; cat");

    assertThatThrownBy(() -> result(turn))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("a line of more than 16777216 bytes")
        .hasMessageContaining("session/prompt");
  }

  @Test
  void an_agent_that_dies_in_its_turn_fails_it_with_code_and_last_words() throws Exception {
    AcpTurn turn = start(Permissions.FAIL, "read -r line; echo boom >&2; kill -SEGV $$");

    assertThatThrownBy(() -> result(turn))
        .cause()
        .isInstanceOf(AgentExitedException.class)
        .hasMessageContaining("killed by signal 11 (SEGV)) before it answered session/prompt")
        .hasMessageContaining("boom");
  }

  @ParameterizedTest
  @EnumSource(Permissions.class)
  void permission_is_answered_at_once_by_the_policy(Permissions policy) throws Exception {
    TurnResult result =
        turn(
            policy,
            100,
            ASK,
            "read -r line; printf '%s\\n' \"$line\" > answer.new; mv answer.new answer\n",
            END);

    String expected =
        switch (policy) {
          case ALLOW -> "yes";
          case DENY -> "no";
          case FAIL -> "cancelled";
        };
    assertThat(result.permissions()).hasSize(1);
    assertThat(result.permissions().get(0).title()).isEqualTo("rm -rf build");
    assertThat(result.permissions().get(0).answer()).isEqualTo(expected);
    assertThat(result.approvalRequired()).isEqualTo(policy == Permissions.FAIL);
    assertThat(result.stopReason())
        .isEqualTo(policy == Permissions.FAIL ? "cancelled" : "end_turn");
    dev.reveille.activities.process.Await.until(
        "the answer", () -> java.nio.file.Files.exists(folder.resolve("answer")));
    assertThat(folder.resolve("answer")).content().contains("\"id\":\"p1\"", expected);
  }

  @Test
  void files_and_terminals_are_refused() throws Exception {
    TurnResult result =
        turn(
            Permissions.ALLOW,
            100,
            line(
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"fs/read_text_file\",\"params\":{\"path\":\"/etc/shadow\"}}"),
            "read -r line; printf '%s\\n' \"$line\" > answer\n",
            END);

    assertThat(result.stopReason()).isEqualTo("end_turn");
    assertThat(folder.resolve("answer")).content().contains("-32601", "fs/read_text_file");
  }

  @Test
  void a_cancelled_turn_ends_as_cancelled() throws Exception {
    AcpTurn turn =
        start(
            Permissions.FAIL,
            "read -r line\n",
            chunk("m1", "working"),
            "read -r line; case $line in *session/cancel*) ",
            line("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{\"stopReason\":\"cancelled\"}}"),
            ";; esac; cat >/dev/null");
    dev.reveille.activities.process.Await.until("it works", () -> said.contains("working"));

    turn.cancel();

    assertThat(result(turn).stopReason()).isEqualTo("cancelled");
  }

  @Test
  void an_agent_that_stops_reading_blocks_nobody() throws Exception {
    AcpConnection connection =
        agent.connect(Permissions.FAIL, INITIALIZE, SESSION, "exec sleep 1000");
    AcpSession session = AcpBoot.boot(connection, "/workspace", null, new Stages());
    AcpTurn turn = AcpTurn.start(session, "x".repeat(1 << 20), 100, TurnListener.NONE);

    for (int i = 0; i < 600; i++) {
      turn.cancel();
    }

    assertThatThrownBy(() -> result(turn))
        .cause()
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("has stopped reading its input while session/prompt was awaited");
  }

  private TurnResult turn(Permissions policy, int keep, String... steps) throws Exception {
    AcpSession session =
        session(policy, "read -r line\n" + String.join("", steps) + "cat >/dev/null");
    return result(AcpTurn.start(session, "go", keep, listener));
  }

  private AcpTurn start(Permissions policy, String... steps) throws Exception {
    return AcpTurn.start(session(policy, String.join("", steps)), "go", 100, listener);
  }

  private AcpSession session(Permissions policy, String rest) throws Exception {
    AcpConnection connection = agent.connect(policy, INITIALIZE, SESSION, rest);
    return AcpBoot.boot(connection, "/workspace", null, new Stages());
  }

  private static TurnResult result(AcpTurn turn) throws Exception {
    return turn.result().get(20, TimeUnit.SECONDS);
  }

  private static String chunk(String message, String text) {
    return update(
        "{\"sessionUpdate\":\"agent_message_chunk\",\"messageId\":\""
            + message
            + "\",\"content\":{\"type\":\"text\",\"text\":\""
            + text
            + "\"}}");
  }
}
