package dev.reveille.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.Trigger;
import dev.reveille.gateway.pace.BreakerState;
import dev.reveille.gateway.pace.LaneView;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerMetricsTest {
  private static final RunKey RUN = new RunKey("nightly-2026-11-21T22:00:00Z", "run-1");
  private static final Instant AT = Instant.parse("2026-11-21T22:00:00Z");

  @TempDir Path folder;

  private final WorkerMetrics metrics = new WorkerMetrics();
  private JdbcRunLog written;
  private RunLog log;

  @BeforeEach
  void open() {
    written = RunLogs.open(RunLogSettings.sqlite(folder));
    log = metrics.counting(written, written, Set.of("openai"));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void pacing_is_shown_by_provider_over_all_its_keys() {
    assertThat(lines("reveille_gateway_limit")).isEmpty();
    LaneView lane = new LaneView("openai", 3, 4, 4, BreakerState.OPEN, 20, 2, 1);
    metrics.lanes(() -> List.of(lane, lane));

    assertThat(lines("reveille_gateway_waiting"))
        .containsExactly("reveille_gateway_waiting{provider=\"openai\"} 6.0");
    assertThat(lines("reveille_gateway_limit"))
        .containsExactly("reveille_gateway_limit{provider=\"openai\"} 8.0");
    assertThat(lines("reveille_gateway_closed"))
        .containsExactly("reveille_gateway_closed{provider=\"openai\"} 2.0");
    assertThat(lines("reveille_gateway_sends_total"))
        .containsExactly("reveille_gateway_sends_total{provider=\"openai\"} 40.0");
    assertThat(lines("reveille_gateway_overloads_total"))
        .containsExactly("reveille_gateway_overloads_total{provider=\"openai\"} 4.0");
  }

  @Test
  void a_run_is_counted_once_under_its_job_and_verdict_however_often_it_is_settled() {
    log.open(opened());
    log.settle(opened(), event(EventType.SETTLED, Map.of()), settled("MODEL_MISMATCH"));
    log.settle(opened(), event(EventType.SETTLED, Map.of()), settled("MODEL_MISMATCH"));
    log.settle(settled("INTERNAL"));

    assertThat(lines("reveille_runs_total"))
        .containsExactly("reveille_runs_total{job=\"nightly\",verdict=\"MODEL_MISMATCH\"} 1.0");
    assertThat(written.find(RUN, 0))
        .hasValueSatisfying(run -> assertThat(run.verdict()).isEqualTo("MODEL_MISMATCH"));
  }

  @Test
  void a_drill_is_red_on_purpose_and_is_not_counted() {
    RunOpened drill = opened(Trigger.DRILL);
    log.open(drill);
    log.settle(drill, event(EventType.SETTLED, Map.of()), settled("EXECUTE_FAILED"));

    assertThat(lines("reveille_runs_total")).isEmpty();
  }

  @Test
  void a_run_that_only_the_sweeper_closed_is_counted_under_its_job() {
    log.open(opened());
    log.settle(settled("INTERNAL"));

    assertThat(lines("reveille_runs_total"))
        .containsExactly("reveille_runs_total{job=\"nightly\",verdict=\"INTERNAL\"} 1.0");
  }

  @Test
  void waiting_booting_and_working_are_timed() {
    log.open(opened());
    log.event(RUN, event(EventType.BOOT_STARTED, millis("queuedMillis", 250)));
    log.event(RUN, event(EventType.BOOT_READY, millis("millis", 1500)));
    log.event(RUN, event(EventType.EXECUTE_FAILED, millis("millis", 42_000)));

    assertThat(lines("reveille_queue_seconds_sum"))
        .containsExactly("reveille_queue_seconds_sum 0.25");
    assertThat(lines("reveille_boot_seconds_sum"))
        .containsExactly("reveille_boot_seconds_sum{outcome=\"ready\"} 1.5");
    assertThat(lines("reveille_boot_seconds_bucket"))
        .contains("reveille_boot_seconds_bucket{outcome=\"ready\",le=\"2.5\"} 1");
    assertThat(lines("reveille_execute_seconds_sum"))
        .containsExactly("reveille_execute_seconds_sum{outcome=\"failed\"} 42.0");
  }

  @Test
  void a_call_is_counted_when_it_ends_by_provider_and_outcome() {
    log.open(opened());
    log.modelCall(call(1, "openai", CallJudgement.PENDING, null));
    assertThat(lines("reveille_gateway_requests_total")).isEmpty();

    log.modelCall(call(1, "openai", CallJudgement.PINNED, AT.plusSeconds(2)));

    assertThat(lines("reveille_gateway_requests_total"))
        .containsExactly(
            "reveille_gateway_requests_total{outcome=\"pinned\",provider=\"openai\"} 1.0");
    assertThat(lines("reveille_gateway_call_seconds_sum"))
        .containsExactly("reveille_gateway_call_seconds_sum{provider=\"openai\"} 2.0");
    assertThat(lines("reveille_gateway_tokens_total"))
        .contains("reveille_gateway_tokens_total{direction=\"input\",provider=\"openai\"} 17.0");
  }

  @Test
  void what_an_agent_makes_up_becomes_no_label() {
    log.open(opened());
    log.modelCall(call(1, "sk-secret\"\n", CallJudgement.REFUSED, AT));

    assertThat(metrics.scrape()).doesNotContain("sk-secret");
    assertThat(lines("reveille_gateway_requests_total"))
        .containsExactly(
            "reveille_gateway_requests_total{outcome=\"refused\",provider=\"unknown\"} 1.0");
  }

  @Test
  void agents_are_asked_of_the_worker_that_is_there_now() {
    metrics.agents(() -> 3);

    assertThat(lines("reveille_agents")).containsExactly("reveille_agents 3.0");
  }

  private List<String> lines(String name) {
    return metrics.scrape().lines().filter(line -> line.startsWith(name)).toList();
  }

  private static Map<String, JsonNode> millis(String field, long millis) {
    return Map.of(field, LongNode.valueOf(millis));
  }

  private static RunEvent event(EventType type, Map<String, JsonNode> detail) {
    return new RunEvent(AT, type, 1, "", "here", detail);
  }

  private static ModelCall call(
      int seq, String provider, CallJudgement judgement, @Nullable Instant ended) {
    return new ModelCall(
        RUN,
        1,
        seq,
        provider,
        "/v1/responses",
        "gpt-5.4-nano",
        0,
        judgement,
        ended == null ? 0 : 200,
        1,
        ModelCall.Answer.of("gpt-5.4-nano", 17L, 5L),
        AT,
        ended,
        null);
  }

  private static RunOpened opened() {
    return opened(Trigger.SCHEDULE);
  }

  private static RunOpened opened(Trigger trigger) {
    return new RunOpened(
        RUN,
        RUN.runId(),
        "default",
        "nightly",
        "desk",
        AT,
        trigger,
        "isolated",
        "codex",
        "sha256:1",
        "openai/gpt-5.4-nano",
        60_000,
        900_000,
        AT);
  }

  private static RunSettled settled(String verdict) {
    return new RunSettled(RUN, RunStatus.FAILED, verdict, "It failed.", List.of(), AT);
  }
}
