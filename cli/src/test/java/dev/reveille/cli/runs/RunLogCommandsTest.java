package dev.reveille.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.cli.Called;
import dev.reveille.domain.Json;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.Trigger;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogCommandsTest {
  private static final Instant DUE = Instant.parse("2026-11-21T22:00:00Z");
  private static final RunKey GREEN = new RunKey("plan-2026-11-21T22:00:00Z", "run-1");
  private static final RunKey RED = new RunKey("plan-2026-11-21T23:00:00Z", "run-2");

  @TempDir Path folder;

  private JdbcRunLog log;

  @BeforeEach
  void open() {
    log = RunLogs.open(RunLogSettings.sqlite(folder.resolve("data")));
    begin(GREEN, DUE);
    log.output(
        List.of(said(GREEN, 1, "out", "## Plan\n\u001B[31mred"), said(GREEN, 2, "err", "noise")));
    log.settle(
        new RunSettled(
            GREEN, RunStatus.SUCCEEDED, "OK", "All is well.", List.of(), DUE.plusSeconds(9)));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void runs_lists_the_newest_first_in_the_promised_form() {
    begin(RED, DUE.plusSeconds(3600));
    fail(RED);

    JsonNode runs = called("runs", "-o", "json").json();

    assertThat(runs).hasSize(2);
    assertThat(runs.get(0).path("verdict").asText()).isEqualTo("BOOT_TIMEOUT");
    assertThat(runs.get(0).has("queuedMillis")).isTrue();
    assertThat(runs.get(1).path("status").asText()).isEqualTo("succeeded");
    assertThat(called("runs", "--verdict", "boot_timeout", "-o", "json").json()).hasSize(1);
    assertThat(called("runs", "--limit", "1", "-o", "json").json()).hasSize(1);
    assertThat(called("runs", "--job", "other", "-o", "json").json()).isEmpty();
  }

  @Test
  void ledger_lists_every_due_slot_with_its_one_outcome() {
    Instant due = Instant.parse("2026-11-20T22:00:00Z");
    begin(new RunKey("plan-2026-11-20T22:00:00Z", "run-3"), due);

    JsonNode slots = called("ledger", "--since", "2026-11-19", "-o", "json").json();

    assertThat(slots.get(0).path("due").asText()).isEqualTo("2026-11-20T22:00:00Z");
    assertThat(slots.get(0).path("outcome").asText()).isEqualTo("running");
    assertThat(slots.get(0).path("run").asText()).isEqualTo("plan-2026-11-20T22:00:00Z");
    assertThat(slots.get(0).get("verdict").isNull()).isTrue();
    assertThat(called("ledger", "--since", "2026-11-19").out()).contains("OUTCOME", "running");
    assertThat(called("ledger", "--job", "other", "-o", "json").json()).isEmpty();
  }

  @Test
  void show_gives_one_run_whole_by_a_unique_beginning() {
    JsonNode run = called("show", "plan-2026-11-21T22", "-o", "json").json();

    assertThat(run.path("run").asText()).isEqualTo(GREEN.workflowId());
    assertThat(run.path("output").path("text").asText()).contains("## Plan");
    assertThat(run.path("temporal").path("runId").asText()).isEqualTo("run-1");
    assertThat(run.path("events")).isNotEmpty();
  }

  @Test
  void show_for_people_names_verdict_timeline_and_remedy_and_steers_no_terminal() {
    begin(RED, DUE.plusSeconds(3600));
    fail(RED);

    Called green = called("show", GREEN.workflowId());
    Called red = called("show", RED.workflowId());

    assertThat(green.out()).startsWith("OK  ").contains("\\u001B[31mred").doesNotContain("\u001B");
    assertThat(red.out()).startsWith("BOOT_TIMEOUT").contains("raise boot.timeout only if");
    assertThat(red.out()).contains("TRIGGERED").contains("session hung");
  }

  @Test
  void logs_keep_noise_apart_from_what_was_said() {
    Called text = called("logs", GREEN.workflowId());
    Called json = called("logs", GREEN.workflowId(), "-o", "json");

    assertThat(text.out()).isEqualTo("## Plan\n\\u001B[31mred\n");
    assertThat(text.err()).contains("! noise");
    assertThat(json.out().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(Json.read(line, JsonNode.class).has("text")).isTrue());
  }

  @Test
  void logs_follow_a_run_until_it_has_ended() throws Exception {
    begin(RED, DUE.plusSeconds(3600));
    log.output(List.of(said(RED, 1, "out", "first ")));
    CompletableFuture<Called> following =
        CompletableFuture.supplyAsync(() -> called("logs", "-f", RED.workflowId()));
    log.output(List.of(said(RED, 2, "out", "second")));

    fail(RED);

    assertThat(following.get(20, TimeUnit.SECONDS).out()).isEqualTo("first second\n");
  }

  @Test
  void a_run_that_is_not_there_or_not_the_only_one_is_named() {
    begin(RED, DUE.plusSeconds(3600));

    Called ofJob = called("show", "plan");
    Called mistyped = called("show", "plan-2026-11-21T22:00:01Z");

    assertThat(ofJob.code()).isEqualTo(2);
    assertThat(ofJob.err()).contains(RED.workflowId());
    assertThat(mistyped.code()).isEqualTo(2);
    assertThat(mistyped.err()).contains("did you mean 'plan-2026-11-21T22:00:00Z'?");
  }

  @Test
  void without_a_run_log_there_are_no_runs_and_that_is_said() {
    Called called = Called.in(folder, "runs", "--data", "elsewhere", "-o", "json");

    assertThat(called.code()).isZero();
    assertThat(called.json()).isEmpty();
    assertThat(called.err()).contains("no run log yet");
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  private Called called(String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--data";
    all[args.length + 1] = "data";
    return Called.in(folder, all);
  }

  private void begin(RunKey key, Instant due) {
    log.open(
        new RunOpened(
            key,
            key.runId(),
            "default",
            "plan",
            "me",
            due,
            Trigger.SCHEDULE,
            "isolated",
            "codex",
            "sha256:1",
            "openai/x",
            60_000,
            900_000,
            due));
    log.event(key, new RunEvent(due, EventType.TRIGGERED, 0, "", null, Map.of()));
  }

  private void fail(RunKey key) {
    log.settle(
        new RunSettled(
            key,
            RunStatus.FAILED,
            "BOOT_TIMEOUT",
            "The stage session hung for 60 s.",
            List.of(),
            DUE.plusSeconds(3700)));
  }

  private static OutputChunk said(RunKey key, long seq, String stream, String text) {
    return new OutputChunk(key, 1, seq, DUE.plusSeconds(seq), stream, text);
  }
}
