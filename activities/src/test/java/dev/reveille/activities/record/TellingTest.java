package dev.reveille.activities.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.alert.Report;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.Trigger;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.workflows.RecordActivity;
import dev.reveille.workflows.RecordActivity.Settle;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TellingTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path dir;
  private JdbcRunLog log;
  private int runs;

  @BeforeEach
  void open() {
    log = RunLogs.open(RunLogSettings.sqlite(dir));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void an_ordinary_good_run_tells_nothing_and_one_after_a_red_one_does() {
    assertThat(settle(RunStatus.SUCCEEDED, "OK")).isEmpty();
    assertThat(settle(RunStatus.SUCCEEDED, "OK")).isEmpty();
    assertThat(settle(RunStatus.FAILED, "BOOT_TIMEOUT"))
        .hasValueSatisfying(report -> assertThat(report.good()).isFalse());
    assertThat(settle(RunStatus.CANCELLED, "CANCELLED")).isEmpty();
    assertThat(settle(RunStatus.SUCCEEDED, "OK"))
        .hasValueSatisfying(report -> assertThat(report.good()).isTrue());
  }

  @Test
  void a_drill_is_told_as_one_and_is_no_redness_that_a_good_run_ends() {
    assertThat(settle(RunStatus.FAILED, "EXECUTE_FAILED", Trigger.DRILL))
        .hasValueSatisfying(report -> assertThat(report.drill()).isTrue());
    assertThat(settle(RunStatus.SUCCEEDED, "OK", Trigger.DRILL)).isEmpty();
    assertThat(settle(RunStatus.CANCELLED, "CANCELLED", Trigger.DRILL)).isEmpty();
  }

  @Test
  void a_red_run_says_what_it_may_have_in_common_with_others() {
    assertThat(settle(RunStatus.FAILED, "BOOT_TIMEOUT").map(Report::cause))
        .hasValue("BOOT_TIMEOUT of agent codex");
    assertThat(settle(RunStatus.FAILED, "CONTRACT_BROKEN").map(Report::cause))
        .hasValue("CONTRACT_BROKEN of job nightly");
    assertThat(settle(RunStatus.FAILED, "PROVIDER_OVERLOAD").map(Report::cause))
        .hasValue("provider openai");
  }

  @Test
  void a_provider_that_answered_nothing_is_the_cause_whatever_the_agent_made_of_it() {
    call(CallJudgement.FAILED);
    assertThat(settle(RunStatus.FAILED, "EXECUTE_FAILED").map(Report::cause))
        .hasValue("provider openai");
    call(CallJudgement.PINNED);
    assertThat(settle(RunStatus.FAILED, "EXECUTE_FAILED").map(Report::cause))
        .hasValue("EXECUTE_FAILED of job nightly");
  }

  /** A call of the run that is settled next. */
  private void call(CallJudgement judgement) {
    log.modelCall(
        new ModelCall(
            key(),
            1,
            1,
            "openai",
            "/v1/responses",
            "gpt-5.4-nano",
            0,
            judgement,
            judgement == CallJudgement.FAILED ? 401 : 200,
            1,
            ModelCall.Answer.NONE,
            NOON,
            NOON,
            null));
  }

  private RunKey key() {
    return new RunKey("nightly-" + runs, "run-" + runs);
  }

  private Optional<Report> settle(RunStatus status, String verdict) {
    return settle(status, verdict, Trigger.SCHEDULE);
  }

  private Optional<Report> settle(RunStatus status, String verdict, Trigger trigger) {
    RunKey key = key();
    Instant at = NOON.plusSeconds(runs++);
    RunOpened opened =
        new RunOpened(
            key,
            key.runId(),
            "default",
            "nightly",
            "desk",
            at,
            trigger,
            "isolated",
            "codex",
            "sha256:00",
            "openai/gpt-5.4-nano",
            60_000,
            900_000,
            at);
    log.settle(
        opened,
        new RunEvent(at, EventType.SETTLED, 1, "", null, Map.of()),
        new RunSettled(key, status, verdict, "So it is.", List.of(), at));
    return Telling.of(
        new Settle(
            opened,
            status,
            verdict,
            "So it is.",
            List.of(),
            1,
            1,
            "Nightly",
            AlertPolicy.USUAL,
            new RecordActivity.Told(List.of(), null)),
        log);
  }
}
