package dev.reveille.activities.record;

import static dev.reveille.domain.run.Finding.Severity.FAIL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.contract.Work;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.BootPolicy;
import dev.reveille.domain.job.ExecutePolicy;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Keep;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.job.Network;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.job.Permissions;
import dev.reveille.domain.job.RetryPolicy;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.SessionTarget;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.workflows.ExecuteActivity.Executed;
import dev.reveille.workflows.ModelWork;
import dev.reveille.workflows.RecordActivity.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyingTest {
  private static final ModelPin PIN = ModelPin.strict(ModelRef.parse("openai/gpt-5.4-nano"));

  @Test
  void a_turn_whose_model_is_proven_is_green_and_names_it() {
    Verdict verdict =
        judge(job(PIN), turn("end_turn"), List.of(call(1, CallJudgement.PINNED, "gpt-5.4-nano")));

    assertThat(verdict.type()).isNull();
    assertThat(verdict.message())
        .isEqualTo(
            "The agent codex finished in 5.1 s with 1.8 kB of output. 'gpt-5.4-nano' answered"
                + " 1 call, pinned to 'gpt-5.4-nano'.");
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.answered()).containsExactly("gpt-5.4-nano");
    assertThat(verdict.model()).isEqualTo(new ModelWork(true, 1, 0, 10L, 3L));
  }

  @Test
  void pleasant_words_after_a_refused_call_are_no_success() {
    Verdict verdict =
        judge(job(PIN), turn("end_turn"), List.of(call(1, CallJudgement.OTHER_MODEL, null)));

    assertThat(verdict.type()).isEqualTo("PIN_VIOLATION");
    assertThat(verdict.findings()).extracting(Finding::code).containsExactly("PIN_VIOLATION");
  }

  @Test
  void another_model_that_answered_is_named_also_beside_good_calls() {
    Verdict verdict =
        judge(
            job(PIN),
            turn("end_turn"),
            List.of(
                call(1, CallJudgement.PINNED, "gpt-5.4-nano"),
                call(2, CallJudgement.MISMATCH, "gpt-5.4-mini")));

    assertThat(verdict.type()).isEqualTo("MODEL_MISMATCH");
    assertThat(verdict.answered()).containsExactly("gpt-5.4-nano", "gpt-5.4-mini");
    assertThat(verdict.message()).contains("'gpt-5.4-mini'", "'gpt-5.4-nano'", "openai.aliases");
  }

  @Test
  void a_turn_without_a_model_call_shows_no_evidence() {
    assertThat(judge(job(PIN), turn("end_turn"), List.of()).type()).isEqualTo("NO_EVIDENCE");
    assertThat(judge(job(PIN), turn(null), List.of()).type())
        .as("a one-shot agent too")
        .isEqualTo("NO_EVIDENCE");
  }

  @Test
  void a_command_has_no_model_to_judge() {
    Verdict verdict = judge(job(null), turn(null), List.of());

    assertThat(verdict.type()).isNull();
    assertThat(verdict.model()).isNull();
    assertThat(verdict.message()).isEqualTo("The command finished in 5.1 s with 1.8 kB of output.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"max_tokens", "max_turn_requests", "refusal", "cancelled"})
  void a_turn_that_stopped_early_failed_whatever_its_model(String reason) {
    Verdict verdict =
        judge(job(PIN), turn(reason), List.of(call(1, CallJudgement.PINNED, "gpt-5.4-nano")));

    assertThat(verdict.type()).isEqualTo("EXECUTE_FAILED");
    assertThat(verdict.message()).contains(reason);
    assertThat(verdict.model()).isEqualTo(new ModelWork(true, 1, 0, 10L, 3L));
  }

  @Test
  void a_turn_that_stopped_early_on_a_swapped_model_is_named_by_it() {
    Verdict verdict =
        judge(job(PIN), turn("refusal"), List.of(call(1, CallJudgement.MISMATCH, "gpt-5.4-mini")));

    assertThat(verdict.type()).isEqualTo("MODEL_MISMATCH");
    assertThat(verdict.message())
        .endsWith("The agent stopped with refusal before its turn was done.");
  }

  @Test
  void a_broken_contract_is_red_though_the_model_is_proven() {
    Verdict verdict =
        Verifying.judge(
            job(PIN, "{\"output\": {\"minChars\": 200}, \"tools\": {\"atLeast\": 1}}"),
            turn("end_turn"),
            List.of(call(1, CallJudgement.PINNED, "gpt-5.4-nano")),
            work("## Plan", null),
            List.of());

    assertThat(verdict.type()).isEqualTo("CONTRACT_BROKEN");
    assertThat(verdict.message())
        .isEqualTo(
            "The contract is broken: output has 7 characters (expected: at least 200)."
                + " And 1 more; see the findings.");
    assertThat(verdict.findings()).hasSize(2);
  }

  @Test
  void a_swapped_model_comes_first_and_hides_no_other_finding() {
    Verdict verdict =
        Verifying.judge(
            job(PIN, "{\"tools\": {\"atLeast\": 1}}"),
            turn("end_turn"),
            List.of(call(1, CallJudgement.MISMATCH, "gpt-5.4-mini")),
            work("no new data today", new Work.SourceSeen(3, 3)),
            List.of());

    assertThat(verdict.type()).isEqualTo("MODEL_MISMATCH");
    assertThat(verdict.findings())
        .extracting(Finding::code)
        .contains("MODEL_MISMATCH", "FALSE_NO_DATA", "CONTRACT_BROKEN");
  }

  @Test
  void an_answer_that_was_cut_is_no_whole_one_though_the_agent_ends_its_turn_well() {
    Verdict verdict =
        judge(
            job(PIN),
            turn("end_turn"),
            List.of(stopped(call(1, CallJudgement.PINNED, "gpt-5.4-nano"))));

    assertThat(verdict.type()).isEqualTo("EXECUTE_FAILED");
    assertThat(verdict.message()).contains("cut (length)");
    assertThat(verdict.findings()).extracting(Finding::code).contains("ANSWER_CUT");
  }

  @Test
  void a_swapped_model_is_named_before_its_cut_answer() {
    Verdict verdict =
        judge(
            job(PIN),
            turn("end_turn"),
            List.of(
                stopped(call(1, CallJudgement.PINNED, "gpt-5.4-nano")),
                call(2, CallJudgement.MISMATCH, "gpt-5.4-mini")));

    assertThat(verdict.type()).isEqualTo("MODEL_MISMATCH");
  }

  private static ModelCall stopped(ModelCall call) {
    return new ModelCall(
        call.key(),
        call.attempt(),
        call.seq(),
        call.provider(),
        call.path(),
        call.asked(),
        call.tools(),
        call.judgement(),
        call.status(),
        call.sent(),
        new ModelCall.Answer(call.answered(), null, null, "length", 10L, 3L, null),
        call.startedAt(),
        call.endedAt(),
        call.error());
  }

  @Test
  void a_volume_unlike_the_past_is_red_where_nothing_else_is() {
    Verdict verdict = volume("{}", "## Plan", null, anomaly(FAIL));

    assertThat(verdict.type()).isEqualTo("VOLUME_ANOMALY");
    assertThat(verdict.message()).isEqualTo("Too little. And 1 more; see the findings.");
    assertThat(verdict.findings()).hasSize(2);
    assertThat(volume("{}", "## Plan", null, anomaly(Finding.Severity.WARN)).type()).isNull();
    assertThat(volume("{\"output\": {\"minChars\": 200}}", "## Plan", null, anomaly(FAIL)))
        .extracting(Verdict::type, judged -> judged.findings().size())
        .containsExactly("CONTRACT_BROKEN", 3);
  }

  @Test
  void an_idle_run_is_not_held_against_the_past() {
    Verdict verdict = volume("{}", "no new data today", new Work.SourceSeen(3, 0), anomaly(FAIL));

    assertThat(verdict.type()).isNull();
    assertThat(verdict.findings()).extracting(Finding::code).containsExactly("IDLE");
  }

  private static Verdict volume(
      String expect, String output, Work.@Nullable SourceSeen source, Finding anomaly) {
    return Verifying.judge(
        job(PIN, expect),
        turn("end_turn"),
        List.of(call(1, CallJudgement.PINNED, "gpt-5.4-nano")),
        work(output, source),
        List.of(anomaly, anomaly));
  }

  private static Finding anomaly(Finding.Severity severity) {
    return new Finding("VOLUME_ANOMALY", severity, "Too little.");
  }

  private static Verdict judge(JobDefinition job, Executed executed, List<ModelCall> calls) {
    return Verifying.judge(job, executed, calls, work("## Plan", null), List.of());
  }

  private static Work work(String output, Work.@Nullable SourceSeen source) {
    return new Work(
        true,
        output,
        output.length(),
        5_120,
        Work.Tooling.NONE,
        Map.of(),
        source,
        Work.Spent.NOTHING,
        null,
        Instant.EPOCH);
  }

  private static Executed turn(@Nullable String stopReason) {
    return new Executed(1, 5_120, stopReason, null, 1_840);
  }

  private static ModelCall call(int seq, CallJudgement judgement, @Nullable String answered) {
    boolean refused = judgement.refused();
    return new ModelCall(
        new RunKey("w", "r"),
        1,
        seq,
        "openai",
        "/v1/responses",
        refused ? "gpt-5.6-luna" : "gpt-5.4-nano",
        1,
        judgement,
        refused ? 400 : 200,
        refused ? 0 : 1,
        refused ? ModelCall.Answer.NONE : ModelCall.Answer.of(answered, 10L, 3L),
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }

  static JobDefinition job(@Nullable ModelPin pin) {
    return job(pin, null);
  }

  static JobDefinition job(@Nullable ModelPin pin, @Nullable String expect) {
    RetryPolicy once = new RetryPolicy(1, Duration.ofSeconds(1), 1.0, Duration.ofSeconds(1));
    return new JobDefinition(
        JobDefinition.SNAPSHOT,
        "nightly",
        "nightly",
        null,
        "tests",
        "/srv/jobs",
        SessionTarget.ISOLATED,
        ScheduleRule.every(Duration.ofDays(1), null, Stagger.jitter(Duration.ZERO)),
        pin == null
            ? Payload.command(
                new Payload.Command(List.of("true"), null, Map.of(), null, null, 1 << 20))
            : Payload.agentTurn("Tune it."),
        pin,
        pin == null
            ? null
            : new AgentProfile(
                "codex", null, null, AgentProfile.Protocol.ACP, List.of("codex"), Map.of(), null),
        null,
        new BootPolicy(Duration.ofSeconds(60), 0.7, Duration.ofMinutes(1), once),
        new ExecutePolicy(Duration.ofMinutes(1), once),
        expect == null ? null : Json.read(expect, JsonNode.class),
        Permissions.FAIL,
        Overlap.SKIP,
        Duration.ofMinutes(10),
        Isolation.AUTO,
        Network.GATEWAY,
        Map.of(),
        Keep.FAILED,
        AlertPolicy.USUAL,
        List.of(),
        null,
        Map.of());
  }
}
