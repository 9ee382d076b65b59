package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;
import static dev.reveille.runlog.Samples.chunk;
import static dev.reveille.runlog.Samples.event;
import static dev.reveille.runlog.Samples.key;
import static dev.reveille.runlog.Samples.modelCall;
import static dev.reveille.runlog.Samples.opened;
import static dev.reveille.runlog.Samples.refused;
import static dev.reveille.runlog.Samples.settled;
import static dev.reveille.runlog.Samples.toolCall;
import static dev.reveille.runlog.Samples.toolUse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.Json;
import dev.reveille.domain.run.BootStage;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a run is written and read back. */
abstract class RunRecordContract extends EmptyRunLog {
  @Test
  void an_empty_log_has_nothing() {
    assertThat(log.list(ALL)).isEmpty();
    assertThat(log.resolve("a")).isEmpty();
    assertThat(log.resolve("")).isEmpty();
    assertThat(log.find(key("a"), 100)).isEmpty();
    assertThat(log.modelCalls(key("a"))).isEmpty();
    assertThat(log.toolCalls(key("a"))).isEmpty();
    assertThat(log.output(key("a"), 0, 0, 10)).isEmpty();
    assertThat(log.open(NOON, 10)).isEmpty();
    assertThat(log.effectRecorded("a", key("a").runId())).isFalse();
  }

  @Test
  void a_record_opened_and_settled_at_once_twice_is_written_once() {
    RunKey key = key("at-once");
    List<RunEvent> first =
        List.of(
            event(NOON, EventType.TRIGGERED, 0), event(NOON.plusMillis(1), EventType.QUEUED, 0));
    RunEvent last = event(NOON.plusSeconds(7), EventType.SETTLED, 1);

    for (int i = 0; i < 2; i++) {
      log.open(opened(key, "nightly", NOON), first);
      log.settle(
          opened(key, "nightly", NOON),
          last,
          settled(key, RunStatus.SUCCEEDED, "OK", NOON.plusSeconds(7)));
    }

    RunView run = log.find(key, 100).orElseThrow();
    assertThat(run.status().ended()).isTrue();
    assertThat(run.events())
        .extracting(RunView.Event::event)
        .containsExactly(EventType.TRIGGERED, EventType.QUEUED, EventType.SETTLED);
  }

  @Test
  void a_run_cancelled_while_its_record_was_closed_is_settled_anew() {
    RunKey key = key("anew");
    RunEvent last = event(NOON.plusSeconds(7), EventType.SETTLED, 1);
    log.settle(opened(key, "nightly", NOON), last, settled(key, RunStatus.SUCCEEDED, "OK", NOON));

    log.resettle(
        opened(key, "nightly", NOON), last, settled(key, RunStatus.CANCELLED, "CANCELLED", NOON));
    log.settle(opened(key, "nightly", NOON), last, settled(key, RunStatus.SUCCEEDED, "OK", NOON));

    assertThat(log.find(key, 0).orElseThrow().verdict()).isEqualTo("CANCELLED");
    RunKey first = key("at-once-cancelled");
    log.resettle(
        opened(first, "nightly", NOON),
        last,
        settled(first, RunStatus.CANCELLED, "CANCELLED", NOON));
    assertThat(log.find(first, 0).orElseThrow().status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void a_settling_makes_good_for_a_head_that_was_never_written() {
    RunKey key = key("headless");

    log.settle(
        opened(key, "nightly", NOON),
        event(NOON.plusSeconds(7), EventType.SETTLED, 1),
        settled(key, RunStatus.SUCCEEDED, "OK", NOON.plusSeconds(7)));

    assertThat(log.list(ALL)).extracting(RunView::job).containsExactly("nightly");
  }

  @Test
  void a_whole_run_reads_as_it_was_written() {
    RunKey key = key("nightly-2026");
    log.open(opened(key, "nightly", NOON));
    log.event(key, event(NOON, EventType.TRIGGERED, 0));
    log.event(key, event(NOON.plusMillis(1), EventType.QUEUED, 1));
    log.event(key, event(NOON.plusMillis(13), EventType.BOOT_STARTED, 1));
    log.event(
        key, event(NOON.plusMillis(20), EventType.BOOT_STAGE, 1, "stage", "spawn", "millis", 7));
    log.event(
        key,
        event(NOON.plusMillis(321), EventType.BOOT_STAGE, 1, "stage", "initialize", "millis", 301));
    log.event(
        key,
        event(NOON.plusMillis(825), EventType.BOOT_READY, 1, "millis", 812, "queuedMillis", 12));
    log.event(key, event(NOON.plusMillis(830), EventType.EXECUTE_STARTED, 1));
    assertThat(log.effect(key, 1, "POST /v1/chat/completions", NOON.plusMillis(840), "host-a"))
        .isTrue();
    log.modelCall(modelCall(key, 1, "gpt-5.4-nano-2026-03-05", true));
    log.modelCall(refused(key, 2));
    log.modelCall(modelCall(key, 3, "gpt-5.4-nano-2026-03-05", true));
    log.modelCall(modelCall(key, 4, "gpt-5.4-nano", true));
    log.toolCall(toolCall(key, "t1", "completed"));
    log.toolCall(toolCall(key, "t2", "failed"));
    log.toolCall(toolCall(key, "t3", "in_progress"));
    log.toolUse(toolUse(key, "u1", NOON.plusMillis(9), false));
    log.toolUse(toolUse(key, "u2", null, false));
    log.output(
        List.of(
            chunk(key, 1, 1, "out", "Grüße, "),
            chunk(key, 1, 2, "err", "noise"),
            chunk(key, 1, 3, "out", "世界 🙂")));
    log.event(
        key,
        event(
            NOON.plusSeconds(6),
            EventType.EXECUTE_FINISHED,
            1,
            "millis",
            5120,
            "stopReason",
            "end_turn",
            "exitCode",
            0));
    log.settle(
        new RunSettled(
            key,
            RunStatus.SUCCEEDED,
            "OK",
            "Done.",
            List.of(new Finding("MODEL_NOT_CHECKED", Finding.Severity.INFO, "model not checked")),
            NOON.plusSeconds(7)));

    RunView run = log.find(key, 1_000).orElseThrow();

    assertThat(run.run()).isEqualTo("nightly-2026");
    assertThat(run.job()).isEqualTo("nightly");
    assertThat(run.due()).isEqualTo(NOON);
    assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run.verdict()).isEqualTo("OK");
    assertThat(run.message()).isEqualTo("Done.");
    assertThat(run.queuedMillis()).isEqualTo(12);
    assertThat(run.deferred()).isNull();
    assertThat(run.boot())
        .isEqualTo(
            new RunView.Boot(
                1,
                812L,
                60_000,
                List.of(
                    new BootStage("spawn", NOON.plusMillis(20), 7),
                    new BootStage("initialize", NOON.plusMillis(321), 301)),
                null,
                null));
    assertThat(run.execute()).isEqualTo(new RunView.Execute(1, 5120L, 900_000, "end_turn", 0));
    assertThat(run.model())
        .isEqualTo(
            new RunView.Model(
                "openai/gpt-5.4-nano",
                List.of("gpt-5.4-nano-2026-03-05", "gpt-5.4-nano"),
                List.of(),
                3,
                1,
                true,
                300L,
                30L,
                log.modelCalls(key).stream().map(RunView.Call::of).toList()));
    assertThat(run.tools()).isEqualTo(new RunView.Tools(2, 1, 0));
    assertThat(run.toolUses()).extracting(RunView.Use::id).containsExactly("u1", "u2");
    assertThat(run.tunnels()).isEmpty();
    assertThat(run.output()).isEqualTo(new RunView.Output(20, "Grüße, 世界 🙂"));
    assertThat(run.findings()).extracting(Finding::code).containsExactly("MODEL_NOT_CHECKED");
    assertThat(run.events())
        .extracting(RunView.Event::event)
        .containsExactly(
            EventType.TRIGGERED,
            EventType.QUEUED,
            EventType.BOOT_STARTED,
            EventType.BOOT_STAGE,
            EventType.BOOT_STAGE,
            EventType.BOOT_READY,
            EventType.EXECUTE_STARTED,
            EventType.EFFECT,
            EventType.EXECUTE_FINISHED);
    assertThat(run.temporal())
        .isEqualTo(new RunView.Temporal("default", "nightly-2026", key.runId()));
    assertThat(Json.read(Json.write(run), RunView.class)).isEqualTo(run);
  }

  @Test
  void every_method_twice_is_as_once() {
    RunKey key = key("twice");
    List<OutputChunk> said = List.of(chunk(key, 1, 1, "out", "a"), chunk(key, 1, 2, "out", "b"));
    for (int i = 0; i < 2; i++) {
      log.open(opened(key, i == 0 ? "first" : "second", NOON.plusSeconds(i)));
      log.event(key, event(NOON.plusSeconds(i), EventType.BOOT_STARTED, 1));
      assertThat(log.effect(key, 1, "spawn", NOON.plusSeconds(i), "h")).isEqualTo(i == 0);
      log.modelCall(modelCall(key, 1, "m", true));
      log.toolCall(toolCall(key, "t", "completed"));
      log.output(said);
      log.settle(settled(key, RunStatus.FAILED, i == 0 ? "BOOT_FAILED" : "INTERNAL", NOON));
    }
    RunView run = log.find(key, 100).orElseThrow();
    assertThat(run.job()).isEqualTo("first");
    assertThat(run.verdict()).as("the first settling stands").isEqualTo("BOOT_FAILED");
    assertThat(run.events()).hasSize(2).allSatisfy(e -> assertThat(e.at()).isEqualTo(NOON));
    assertThat(log.modelCalls(key)).hasSize(1);
    assertThat(log.toolCalls(key)).hasSize(1);
    assertThat(log.output(key, 0, 0, 10)).isEqualTo(said);
    assertThat(run.output()).isEqualTo(new RunView.Output(2, "ab"));
  }

  @Test
  void rows_that_come_before_the_head_are_kept() {
    RunKey key = key("early");
    log.event(key, event(NOON, EventType.BOOT_STARTED, 1));
    log.modelCall(modelCall(key, 1, "m", true));
    log.toolUse(toolUse(key, "t", null, false));
    log.output(List.of(chunk(key, 1, 1, "out", "x")));
    assertThat(log.list(ALL)).isEmpty();
    assertThat(log.find(key, 1)).isEmpty();
    assertThat(log.open(NOON.plusSeconds(9), 9)).isEmpty();
    log.open(opened(key, "job", NOON));
    RunView run = log.find(key, 10).orElseThrow();
    assertThat(run.events()).hasSize(1);
    assertThat(run.model()).extracting(RunView.Model::calls).isEqualTo(1);
    assertThat(run.tools()).extracting(RunView.Tools::called).isEqualTo(1);
    assertThat(text(run)).isEqualTo("x");

    RunKey settledFirst = key("settled-first");
    log.settle(settled(settledFirst, RunStatus.FAILED, "INTERNAL", NOON));
    log.open(opened(settledFirst, "job", NOON));
    assertThat(log.find(settledFirst, 0).orElseThrow().verdict()).isEqualTo("INTERNAL");
  }

  @Test
  void a_long_list_of_files_is_kept_whole() {
    RunKey key = key("files");
    log.open(opened(key, "job", NOON));
    var files = Json.mapper().createArrayNode();
    for (int i = 0; i < 1_000; i++) {
      files.addObject().put("path", "out/" + "报告".repeat(50) + i + ".md").put("bytes", i);
    }
    var endless = Json.mapper().createArrayNode().add("x".repeat(5_000_000));
    log.event(
        key,
        new RunEvent(
            NOON, EventType.FILES_SEEN, 1, "", null, Map.of("files", files, "endless", endless)));

    var detail = log.find(key, 0).orElseThrow().events().get(0).detail();
    assertThat(detail.get("files")).isEqualTo(files);
    assertThat(Json.write(detail)).hasSizeLessThan(1_000_000).contains("…");
  }

  @Test
  void details_keep_their_json_types() {
    RunKey key = key("json");
    log.open(opened(key, "job", NOON));
    var detail =
        Map.of(
            "n", Json.read("1.5", com.fasterxml.jackson.databind.JsonNode.class),
            "b", Json.read("true", com.fasterxml.jackson.databind.JsonNode.class),
            "o",
                Json.read(
                    "{\"a\":[1,null,\"\\u0000\"]}", com.fasterxml.jackson.databind.JsonNode.class));
    log.event(key, new RunEvent(NOON, EventType.SWEPT, 1, "", null, detail));
    assertThat(log.find(key, 0).orElseThrow().events())
        .singleElement()
        .isEqualTo(new RunView.Event(NOON, EventType.SWEPT, 1, null, detail));
  }
}
