package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;
import static dev.reveille.runlog.Samples.event;
import static dev.reveille.runlog.Samples.judged;
import static dev.reveille.runlog.Samples.key;
import static dev.reveille.runlog.Samples.modelCall;
import static dev.reveille.runlog.Samples.opened;
import static dev.reveille.runlog.Samples.settled;
import static dev.reveille.runlog.Samples.toolCall;
import static dev.reveille.runlog.Samples.toolUse;
import static dev.reveille.runlog.Samples.tunnel;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.reveille.domain.Json;
import dev.reveille.domain.run.Artifact;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.ToolCall;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gateway and the agent reported of a run. */
abstract class EvidenceContract extends HostileTextContract {
  @Test
  void a_call_shows_its_newest_state_whatever_comes_late() {
    RunKey key = key("calls");
    log.open(opened(key, "job", NOON));
    log.modelCall(modelCall(key, 1, null, false));
    log.modelCall(modelCall(key, 1, "m", true));
    log.modelCall(modelCall(key, 1, null, false));
    assertThat(log.modelCalls(key)).containsExactly(modelCall(key, 1, "m", true));
    log.toolCall(toolCall(key, "t", "pending"));
    log.toolCall(new ToolCall(key, 1, "t", null, "completed", NOON, NOON.plusMillis(7)));
    log.toolCall(toolCall(key, "t", "in_progress"));
    assertThat(log.toolCalls(key)).containsExactly(toolCall(key, "t", "completed"));
  }

  @Test
  void a_file_is_kept_once_with_its_bytes_or_without_them() {
    RunKey key = key("artifacts");
    log.open(opened(key, "job", NOON));
    byte[] bytes = {0, 1, -1, 10};
    log.artifact(new Artifact(key, 1, "out/计划.md", 4, bytes, NOON));
    log.artifact(new Artifact(key, 1, "out/计划.md", 9, new byte[9], NOON));
    log.artifact(new Artifact(key, 1, "out/big.csv", 90_000_000, new byte[0], NOON));

    List<Artifact> kept = log.artifacts(key);

    assertThat(kept).extracting(Artifact::name).containsExactly("out/big.csv", "out/计划.md");
    assertThat(kept.get(0).content()).isEmpty();
    assertThat(kept.get(0).bytes()).isEqualTo(90_000_000);
    assertThat(kept.get(1).content()).isEqualTo(bytes);
    assertThat(log.artifacts(key("none"))).isEmpty();
  }

  @Test
  void a_call_reads_with_all_that_its_answer_said() {
    RunKey key = key("answered");
    log.open(opened(key, "job", NOON));
    ModelCall call = judged(key, 1, CallJudgement.SUBSTITUTED, "gpt-5.4-mini");
    log.modelCall(call);

    assertThat(log.modelCalls(key)).containsExactly(call);
    RunView.Model model = requireNonNull(log.find(key, 0).orElseThrow().model());
    assertThat(model.substitutes()).containsExactly("gpt-5.4-mini");
    assertThat(model.perCall())
        .containsExactly(
            new RunView.Call(
                1,
                1,
                NOON,
                "openai",
                "/v1/responses",
                "gpt-5.4-nano",
                "gpt-5.4-mini",
                CallJudgement.SUBSTITUTED,
                1,
                200,
                2,
                100L,
                10L,
                "stop",
                50L,
                20L,
                "resp-1",
                "fp-1",
                null));
    assertThat(requireNonNull(log.list(ALL).get(0).model()).perCall()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "'', null, null",
        "'', NO_EVIDENCE, false",
        "'', BOOT_FAILED, null",
        "PENDING, null, null",
        "PENDING, OK, null",
        "NO_WORK, OK, null",
        "PINNED, null, true",
        "PINNED PENDING, null, true",
        "PINNED, OK, true",
        "SUBSTITUTED, OK, true",
        "OTHER_MODEL PINNED FAILED, OK, true",
        "PINNED, EXECUTE_TIMEOUT, true",
        "PINNED, PIN_VIOLATION, false",
        "PINNED MISMATCH, null, false",
        "PINNED UNVERIFIED, OK, false",
        "OVERLOADED, null, null",
        "OVERLOADED, PROVIDER_OVERLOAD, false",
        "REFUSED CUT, EXECUTE_FAILED, false"
      })
  void a_run_is_verified_when_every_answer_was(
      String calls, @Nullable String verdict, @Nullable Boolean verified) {
    RunKey key = key("verified");
    log.open(opened(key, "job", NOON));
    int seq = 0;
    for (String judgement : calls.isEmpty() ? new String[0] : calls.split(" ")) {
      log.modelCall(judged(key, ++seq, CallJudgement.valueOf(judgement), "m"));
    }
    if (verdict != null) {
      log.settle(settled(key, RunStatus.FAILED, verdict, NOON));
    }

    assertThat(log.find(key, 0).orElseThrow().model())
        .extracting(RunView.Model::verified)
        .isEqualTo(verified);
    assertThat(log.list(ALL).get(0).model())
        .extracting(RunView.Model::verified)
        .isEqualTo(verified);
  }

  @Test
  void tools_count_as_the_gateway_saw_them_where_it_saw_model_work() {
    RunKey key = key("tools");
    log.open(opened(key, "job", NOON));
    log.toolCall(toolCall(key, "t1", "completed"));
    log.toolCall(toolCall(key, "t2", "failed"));
    assertThat(tools(key)).isEqualTo(new RunView.Tools(2, 1, 1));

    log.modelCall(modelCall(key, 1, null, false));
    assertThat(tools(key)).as("nothing is judged yet").isEqualTo(new RunView.Tools(2, 1, 1));

    log.modelCall(modelCall(key, 1, "m", true));
    log.toolUse(toolUse(key, "u1", null, false));
    log.toolUse(toolUse(key, "u2", NOON.plusMillis(5), true));
    log.toolUse(toolUse(key, "u3", NOON.plusMillis(5), false));
    assertThat(tools(key)).isEqualTo(new RunView.Tools(3, 2, 1));
  }

  @Test
  void an_agent_that_reports_tools_without_asking_a_model_for_them_is_not_believed() {
    RunKey key = key("boasts");
    log.open(opened(key, "job", NOON));
    log.toolCall(toolCall(key, "t1", "completed"));
    log.modelCall(modelCall(key, 1, "m", true));

    assertThat(tools(key)).isNull();
    log.event(key, event(NOON, EventType.EXECUTE_STARTED, 1));
    assertThat(tools(key)).isEqualTo(new RunView.Tools(0, 0, 0));
  }

  private RunView.@Nullable Tools tools(RunKey key) {
    return log.find(key, 0).orElseThrow().tools();
  }

  @Test
  void a_tool_use_is_known_by_its_id_and_keeps_that_its_result_came_back() {
    RunKey key = key("uses");
    log.open(opened(key, "job", NOON));
    ToolUse returned = toolUse(key, "u1", NOON.plusMillis(5), true);

    log.toolUse(toolUse(key, "u1", null, false));
    log.toolUse(returned);
    log.toolUse(returned);

    assertThat(log.toolUses(key)).containsExactly(returned);
    assertThat(log.find(key, 0).orElseThrow().toolUses())
        .containsExactly(new RunView.Use(1, 1, "u1", "shell", NOON, 5L, true));
  }

  @Test
  void a_tunnel_is_known_by_its_number_and_keeps_its_end() {
    RunKey key = key("tunnels");
    log.open(opened(key, "job", NOON));
    Tunnel ended = tunnel(key, 1, NOON.plusMillis(5));

    log.tunnel(tunnel(key, 1, null));
    log.tunnel(ended);
    log.tunnel(tunnel(key, 2, null));

    assertThat(log.tunnels(key)).containsExactly(ended, tunnel(key, 2, null));
    assertThat(log.find(key, 0).orElseThrow().tunnels())
        .extracting(RunView.Connection::bytesOut, RunView.Connection::millis)
        .containsExactly(tuple(5_000_000_000L, 5L), tuple(0L, null));
    assertThat(log.list(ALL).get(0).tunnels()).isEmpty();
  }

  @Test
  void evidence_that_comes_before_the_head_and_of_any_text_is_kept() {
    RunKey key = key("early-evidence");
    String wild = "中文 \0 ' ; -- " + "x".repeat(5_000_000);
    log.toolUse(new ToolUse(key, 1, wild + "1", wild, 1, NOON, null, false));
    log.toolUse(new ToolUse(key, 1, wild + "2", wild, 1, NOON, null, false));
    log.tunnel(new Tunnel(key, 1, 1, wild, 443, false, 0, 0, NOON, NOON, wild));
    log.modelCall(judged(key, 1, CallJudgement.MISMATCH, wild));
    log.open(opened(key, "job", NOON));

    assertThat(log.toolUses(key)).hasSize(2);
    assertThat(Json.write(log.find(key, 0).orElseThrow())).hasSizeLessThan(100_000);
  }
}
