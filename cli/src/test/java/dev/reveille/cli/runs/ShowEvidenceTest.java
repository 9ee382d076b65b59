package dev.reveille.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.cli.Called;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Trigger;
import dev.reveille.domain.run.Tunnel;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowEvidenceTest {
  private static final Instant DUE = Instant.parse("2026-11-21T22:00:00Z");
  private static final RunKey RUN = new RunKey("plan-2026-11-21T22:00:00Z", "run-1");
  private static final String SAID = "openai answered as 'gpt-5.4-mini'.";

  @TempDir Path folder;

  private JdbcRunLog log;

  @BeforeEach
  void a_run_that_a_wrong_model_answered() {
    log = RunLogs.open(RunLogSettings.sqlite(folder.resolve("data")));
    log.open(
        new RunOpened(
            RUN,
            RUN.runId(),
            "default",
            "plan",
            "me",
            DUE,
            Trigger.SCHEDULE,
            "isolated",
            "codex",
            "sha256:1",
            "openai/gpt-5.4-nano",
            60_000,
            900_000,
            DUE));
    log.event(RUN, new RunEvent(DUE, EventType.TRIGGERED, 0, "", null, Map.of()));
    log.modelCall(call(1, CallJudgement.PINNED, "gpt-5.4-nano-2026-03-05"));
    log.modelCall(call(2, CallJudgement.OTHER_MODEL, null));
    log.modelCall(call(3, CallJudgement.MISMATCH, "gpt-5.4-mini\u001B[2J"));
    log.toolUse(new ToolUse(RUN, 1, "call_1", "shell", 1, DUE, DUE.plusMillis(40), true));
    log.tunnel(
        new Tunnel(
            RUN, 1, 1, "api.github.com", 443, true, 512, 4096, DUE, DUE.plusMillis(9), null));
    log.settle(
        new RunSettled(
            RUN,
            RunStatus.FAILED,
            "MODEL_MISMATCH",
            SAID + " Declare it.",
            List.of(new Finding("MODEL_MISMATCH", Finding.Severity.FAIL, SAID)),
            DUE.plusSeconds(9)));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void a_program_is_given_each_call_tool_and_connection() {
    JsonNode run = show("-o", "json").json();

    assertThat(run.path("model").path("verified").asBoolean(true)).isFalse();
    assertThat(run.path("model").path("calls").asInt()).isEqualTo(2);
    assertThat(run.path("model").path("refused").asInt()).isEqualTo(1);
    JsonNode calls = run.path("model").path("perCall");
    assertThat(calls.findValuesAsText("judgement"))
        .containsExactly("PINNED", "OTHER_MODEL", "MISMATCH");
    assertThat(calls.get(0).path("asked").asText()).isEqualTo("gpt-5.4-nano");
    assertThat(calls.get(0).path("millis").asLong()).isEqualTo(1_500);
    assertThat(calls.get(0).path("id").asText()).isEqualTo("resp-1");
    assertThat(calls.get(1).path("answered").isNull()).isTrue();
    assertThat(run.path("toolUses").get(0).path("failed").asBoolean()).isTrue();
    assertThat(run.path("tools").path("called").asInt()).isEqualTo(1);
    assertThat(run.path("tunnels").get(0).path("bytesIn").asInt()).isEqualTo(4096);
  }

  @Test
  void a_person_is_shown_who_answered_each_call_and_the_verdict_once() {
    String page = show().out();

    assertThat(page)
        .startsWith("MODEL_MISMATCH")
        .contains("NOT verified; answered gpt-5.4-nano-2026-03-05, gpt-5.4-mini")
        .containsPattern("1 +gpt-5.4-nano +gpt-5.4-nano-2026-03-05 +PINNED +200 +10/3 +1.5 s +stop")
        .containsPattern("2 +gpt-5.4-nano +- +OTHER_MODEL +400 +-/- +1.5 s +not the pinned model")
        .containsPattern("shell +1 +40 ms, failed +call_1")
        .containsPattern("api.github.com:443 +512 bytes +4.1 kB +9 ms")
        .containsOnlyOnce(SAID)
        .doesNotContain("\u001B");
  }

  @Test
  void of_very_many_calls_the_first_and_the_last_are_shown() {
    for (int seq = 4; seq <= 100; seq++) {
      log.modelCall(call(seq, CallJudgement.PINNED, "gpt-5.4-nano"));
    }

    assertThat(show().out()).contains("70 more").doesNotContainPattern("\n50 +gpt");
  }

  private Called show(String... more) {
    String[] all = {"show", RUN.workflowId(), "--data", "data"};
    String[] args = java.util.Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, args, all.length, more.length);
    return Called.in(folder, args);
  }

  private static ModelCall call(int seq, CallJudgement judgement, @Nullable String answered) {
    boolean refused = judgement.refused();
    return new ModelCall(
        RUN,
        1,
        seq,
        "openai",
        "/v1/responses",
        "gpt-5.4-nano",
        1,
        judgement,
        refused ? 400 : 200,
        refused ? 0 : 1,
        refused
            ? ModelCall.Answer.NONE
            : new ModelCall.Answer(answered, "resp-" + seq, null, "stop", 10L, 3L, null),
        DUE,
        DUE.plusMillis(1_500),
        refused ? "not the pinned model" : null);
  }
}
