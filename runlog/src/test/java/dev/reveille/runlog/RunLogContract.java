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
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.reveille.domain.run.ToolCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every run log promises; run on each database. */
abstract class RunLogContract {
  private static final RunReader.Query ALL = new RunReader.Query(null, null, null, 100);

  private JdbcRunLog log;

  /** Settings of an empty run log. */
  abstract RunLogSettings emptyRunLog() throws Exception;

  private RunLogSettings settings;

  @BeforeEach
  void open_an_empty_log() throws Exception {
    settings = emptyRunLog();
    log = RunLogs.open(settings);
  }

  @AfterEach
  void close_it() {
    log.close();
  }

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
                3,
                1,
                null,
                300L,
                30L));
    assertThat(run.tools()).isEqualTo(new RunView.Tools(3, 1, 1));
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
  void a_list_is_newest_first_without_events_and_text() {
    for (int i = 1; i <= 3; i++) {
      RunKey key = key("run-" + i);
      log.open(opened(key, "job", NOON.plusSeconds(i)));
      log.event(key, event(NOON, EventType.BOOT_STARTED, 1));
      log.output(List.of(chunk(key, 1, 1, "out", "said")));
    }
    List<RunView> runs = log.list(ALL);
    assertThat(runs).extracting(RunView::run).containsExactly("run-3", "run-2", "run-1");
    assertThat(runs).allSatisfy(run -> assertThat(run.events()).isEmpty());
    assertThat(runs)
        .allSatisfy(run -> assertThat(run.output()).isEqualTo(new RunView.Output(4, null)));
    assertThat(runs).extracting(RunView::status).containsOnly(RunStatus.BOOTING);
  }

  @Test
  void a_list_is_chosen_by_job_verdict_and_time() {
    for (int i = 0; i < 8; i++) {
      RunKey key = key("run-" + i);
      log.open(opened(key, i % 2 == 0 ? "even" : "odd", NOON.plusSeconds(i)));
      if (i < 4) {
        log.settle(settled(key, RunStatus.FAILED, "BOOT_TIMEOUT", NOON));
      }
    }
    assertThat(names(new RunReader.Query("even", null, null, 100)))
        .containsExactly("run-6", "run-4", "run-2", "run-0");
    assertThat(names(new RunReader.Query(null, "BOOT_TIMEOUT", null, 100)))
        .containsExactly("run-3", "run-2", "run-1", "run-0");
    assertThat(names(new RunReader.Query("odd", "BOOT_TIMEOUT", NOON.plusSeconds(2), 100)))
        .containsExactly("run-3");
    assertThat(names(new RunReader.Query(null, null, NOON.plusSeconds(6), 100)))
        .containsExactly("run-7", "run-6");
    assertThat(names(new RunReader.Query(null, null, null, 2))).containsExactly("run-7", "run-6");
    assertThat(names(new RunReader.Query("nobody", null, null, 2))).isEmpty();
  }

  private static @Nullable String text(RunView run) {
    return requireNonNull(run.output(), "output is null").text();
  }

  private List<String> names(RunReader.Query query) {
    return log.list(query).stream().map(RunView::run).toList();
  }

  @Test
  void a_run_is_named_by_id_prefix_or_id_and_run_id() {
    RunKey first = new RunKey("twice-22:00", "aaaa");
    RunKey second = new RunKey("twice-22:00", "bbbb");
    RunKey slash = new RunKey("group/once-22:00", "cccc");
    RunKey longer = new RunKey("twice-22:00:30", "dddd");
    log.open(opened(first, "twice", NOON));
    log.open(opened(second, "aaaa", "twice", NOON.plusSeconds(1)));
    log.open(opened(slash, "group/once", NOON));
    log.open(opened(longer, "twice", NOON));

    assertThat(log.resolve("twice-22:00")).containsExactly(second, first);
    assertThat(log.resolve("twice-22:00/aaaa")).containsExactly(first);
    assertThat(log.resolve("twice-22:00/none")).isEmpty();
    assertThat(log.resolve("group/once-22:00")).containsExactly(slash);
    assertThat(log.resolve("group/once-22:00/cccc")).containsExactly(slash);
    assertThat(log.resolve("group/o")).containsExactly(slash);
    assertThat(log.resolve("twice-22:00:")).containsExactly(longer);
    assertThat(log.resolve("twice-2")).as("two workflow ids begin so").isEmpty();
    assertThat(log.resolve("%")).isEmpty();
    assertThat(log.find(first, 0).orElseThrow().run()).isEqualTo("twice-22:00/aaaa");
    assertThat(log.find(longer, 0).orElseThrow().run()).isEqualTo("twice-22:00:30");
    assertThat(names(ALL))
        .containsExactlyInAnyOrder(
            "twice-22:00/aaaa", "twice-22:00/bbbb", "group/once-22:00", "twice-22:00:30");
  }

  @ParameterizedTest
  @CsvSource({
    "'', QUEUED",
    "TRIGGERED, QUEUED",
    "TRIGGERED QUEUED, QUEUED",
    "QUEUED BOOT_STARTED, BOOTING",
    "BOOT_STARTED BOOT_STAGE BOOT_READY, BOOTING",
    "BOOT_READY EXECUTE_STARTED, EXECUTING",
    "EXECUTE_STARTED EFFECT, EXECUTING",
    "EXECUTE_STARTED EFFECT HOST_LOST, EXECUTING",
    "EXECUTE_STARTED EXECUTE_FINISHED, VERIFYING",
    "EXECUTE_STARTED EXECUTE_FINISHED ALERT_FAILED, VERIFYING",
    "EXECUTE_FAILED QUEUED, QUEUED",
    "EXECUTE_STARTED TERMINATED, CANCELLED",
    "TRIGGERED MISSED, FAILED",
    "TRIGGERED SKIPPED, SKIPPED"
  })
  void a_run_that_was_never_settled_stands_where_its_events_say(String types, RunStatus expected) {
    RunKey key = key("open");
    log.open(opened(key, "job", NOON));
    int millis = 0;
    for (String type : types.isEmpty() ? new String[0] : types.split(" ")) {
      log.event(key, event(NOON.plusMillis(++millis), EventType.valueOf(type), 1));
    }
    RunView run = log.find(key, 10).orElseThrow();
    assertThat(run.status()).isEqualTo(expected);
    assertThat(run.verdict()).isNull();
    assertThat(log.list(ALL)).singleElement().extracting(RunView::status).isEqualTo(expected);
  }

  @Test
  void the_later_attempt_decides_although_its_host_has_a_slow_clock() {
    RunKey key = key("skewed");
    log.open(opened(key, "job", NOON));
    log.event(key, event(NOON.plusSeconds(60), EventType.BOOT_STARTED, 1));
    log.event(
        key,
        event(
            NOON.plusSeconds(62),
            EventType.BOOT_TIMEOUT,
            1,
            "stage",
            "session",
            "millis",
            2000,
            "reason",
            "hung in session",
            "exitCode",
            137));
    assertThat(log.find(key, 0).orElseThrow().boot())
        .isEqualTo(new RunView.Boot(1, 2000L, 60_000, List.of(), "hung in session", 137));

    log.event(key, event(NOON, EventType.BOOT_STARTED, 2));
    log.event(
        key, event(NOON.plusSeconds(1), EventType.BOOT_STAGE, 2, "stage", "spawn", "millis", 9));
    log.event(key, event(NOON.plusSeconds(2), EventType.BOOT_READY, 2, "millis", 1900));
    log.event(key, event(NOON.plusSeconds(3), EventType.EXECUTE_STARTED, 2));
    RunView run = log.find(key, 0).orElseThrow();
    assertThat(run.status()).isEqualTo(RunStatus.EXECUTING);
    assertThat(run.boot())
        .isEqualTo(
            new RunView.Boot(
                2,
                1900L,
                60_000,
                List.of(new BootStage("spawn", NOON.plusSeconds(1), 9)),
                null,
                null));
    assertThat(run.execute()).isEqualTo(new RunView.Execute(1, null, 900_000, null, null));
  }

  @Test
  void a_boot_whose_host_was_lost_says_so() {
    RunKey key = key("lost");
    log.open(opened(key, "job", NOON));
    log.event(key, event(NOON, EventType.QUEUED, 1));
    log.event(key, event(NOON.plusMillis(40), EventType.BOOT_STARTED, 1));
    log.event(key, event(NOON.plusSeconds(2), EventType.HOST_LOST, 1));
    RunView run = log.find(key, 0).orElseThrow();
    assertThat(run.boot())
        .isEqualTo(new RunView.Boot(1, null, 60_000, List.of(), "host lost", null));
    assertThat(run.queuedMillis()).isEqualTo(40);
    assertThat(run.execute()).isNull();
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
  void rows_that_come_before_the_head_are_kept() {
    RunKey key = key("early");
    log.event(key, event(NOON, EventType.BOOT_STARTED, 1));
    log.modelCall(modelCall(key, 1, "m", true));
    log.toolCall(toolCall(key, "t", "completed"));
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
  void an_effect_counts_for_its_whole_chain_and_no_other() {
    RunKey first = new RunKey("w", "r1");
    RunKey reset = new RunKey("w", "r2");
    RunKey other = new RunKey("w", "r3");
    log.open(opened(first, "job", NOON));
    assertThat(log.effectRecorded("w", "r1")).isFalse();
    assertThat(log.effect(first, 1, "spawn", NOON, "h")).isTrue();
    assertThat(log.effect(first, 1, "spawn", NOON, "h")).isFalse();
    assertThat(log.effect(first, 2, "spawn", NOON, "h")).isTrue();
    log.open(opened(reset, "r1", "job", NOON));
    log.open(opened(other, "job", NOON));
    assertThat(log.effectRecorded("w", "r1")).isTrue();
    assertThat(log.effectRecorded("w", "r3")).as("another chain of the same id").isFalse();
    assertThat(log.effectRecorded("v", "r1")).isFalse();
  }

  @Test
  void an_effect_in_a_later_run_of_the_chain_counts() {
    log.open(opened(new RunKey("w", "r1"), "job", NOON));
    log.open(opened(new RunKey("w", "r2"), "r1", "job", NOON));
    log.effect(new RunKey("w", "r2"), 1, "spawn", NOON, "h");
    assertThat(log.effectRecorded("w", "r1")).isTrue();
  }

  @Test
  void an_effect_without_a_head_counts_for_every_chain_of_its_id() {
    log.effect(new RunKey("w", "r9"), 1, "spawn", NOON, "h");
    assertThat(log.effectRecorded("w", "r1")).isTrue();
    assertThat(log.effectRecorded("v", "r1")).isFalse();
  }

  @Test
  void exactly_one_of_many_at_once_makes_the_mark_and_the_settling() throws Exception {
    RunKey key = key("race");
    try (JdbcRunLog second = RunLogs.open(settings)) {
      List<Callable<Boolean>> marks = new ArrayList<>();
      CyclicBarrier together = new CyclicBarrier(8);
      for (int i = 0; i < 8; i++) {
        JdbcRunLog mine = i % 2 == 0 ? log : second;
        String verdict = "V" + i;
        marks.add(
            () -> {
              together.await();
              mine.open(opened(key, "job", NOON));
              mine.event(key, event(NOON, EventType.BOOT_STARTED, 1));
              mine.modelCall(modelCall(key, 1, "m", true));
              mine.toolCall(toolCall(key, "t", "completed"));
              mine.output(List.of(chunk(key, 1, 1, "out", "x"), chunk(key, 1, 2, "out", "y")));
              mine.settle(settled(key, RunStatus.FAILED, verdict, NOON));
              return mine.effect(key, 1, "spawn", NOON, "h");
            });
      }
      assertThat(atOnce(marks)).containsOnlyOnce(true);
    }
    RunView run = log.find(key, 10).orElseThrow();
    assertThat(run.events()).hasSize(2);
    assertThat(text(run)).isEqualTo("xy");
    assertThat(run.verdict()).startsWith("V");
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> task : threads.invokeAll(tasks)) {
        results.add(task.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void hostile_text_is_kept_as_far_as_it_is_text() {
    RunKey key = key("hostile");
    log.open(opened(key, "job", NOON));
    String exact = "中文 😀 \u202E ; DROP TABLE run; -- ' \" \\ :name <ids> ? \t\r\n \u0001";
    log.output(
        List.of(
            chunk(key, 1, 1, "out", exact),
            chunk(key, 1, 2, "out", "a\0b"),
            chunk(key, 1, 3, "out", "high \uD83D, low \uDE00, pair \uD83D\uDE00, end \uD83D")));
    assertThat(log.output(key, 0, 0, 10))
        .extracting(OutputChunk::text)
        .containsExactly(
            exact, "a\uFFFDb", "high \uFFFD, low \uFFFD, pair \uD83D\uDE00, end \uFFFD");
    String wild = exact + "\0\uD83D";
    log.event(
        key,
        new RunEvent(
            NOON,
            EventType.BOOT_FAILED,
            1,
            wild,
            wild,
            event(NOON, EventType.BOOT_FAILED, 1, wild, wild).detail()));
    log.toolCall(new ToolCall(key, 1, wild, wild, wild, NOON, null));
    log.settle(
        new RunSettled(
            key,
            RunStatus.FAILED,
            wild,
            wild,
            List.of(new Finding(wild, Finding.Severity.FAIL, wild)),
            NOON));
    RunView run = log.find(key, 1_000).orElseThrow();
    assertThat(run.message()).isEqualTo(exact + "\uFFFD\uFFFD");
    assertThat(run.findings()).hasSize(1);
    assertThat(run.events()).hasSize(1);
    assertThat(log.toolCalls(key)).extracting(ToolCall::id).containsExactly(exact + "\uFFFD\uFFFD");
  }

  @Test
  void a_flood_is_kept_and_shown_as_far_as_wanted() {
    RunKey key = key("flood");
    log.open(opened(key, "job", NOON));
    String megabyte = "🙂".repeat(1 << 18);
    List<OutputChunk> flood = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      flood.add(chunk(key, 1, i, "out", megabyte));
    }
    log.output(flood);
    RunView run = log.find(key, 10_001).orElseThrow();
    assertThat(run.output()).extracting(RunView.Output::bytes).isEqualTo(10L << 20);
    assertThat(text(run)).hasSize(10_000).isEqualTo("🙂".repeat(5_000));
    assertThat(log.output(key, 1, 9, 10)).extracting(OutputChunk::text).containsExactly(megabyte);
    assertThat(text(log.find(key, 0).orElseThrow())).isNull();
  }

  @Test
  void names_and_details_of_absurd_length_are_cut_and_stay_apart() {
    RunKey key = key("long");
    String endless = "x".repeat(5_000_000);
    log.open(opened(key, "job", NOON));
    log.toolCall(new ToolCall(key, 1, endless + "1", endless, endless, NOON, null));
    log.toolCall(new ToolCall(key, 1, endless + "2", endless, endless, NOON, null));
    log.event(key, event(NOON, EventType.BOOT_STAGE, 1, "stage", endless, "reason", endless));
    log.settle(new RunSettled(key, RunStatus.FAILED, "INTERNAL", endless, List.of(), NOON));
    assertThat(log.toolCalls(key)).hasSize(2);
    assertThat(Json.write(log.find(key, 10).orElseThrow())).hasSizeLessThan(50_000);
  }

  @Test
  void output_is_read_on_from_a_position() {
    RunKey key = key("output");
    log.open(opened(key, "job", NOON));
    List<OutputChunk> said = new ArrayList<>();
    for (int attempt = 1; attempt <= 2; attempt++) {
      for (int seq = 1; seq <= 100; seq++) {
        said.add(
            chunk(key, attempt, seq, seq % 10 == 0 ? "err" : "out", attempt + "." + seq + " "));
      }
    }
    log.output(said);
    assertThat(log.output(key, 0, 0, 1_000)).isEqualTo(said);
    assertThat(log.output(key, 1, 99, 3)).isEqualTo(said.subList(99, 102));
    assertThat(text(log.find(key, 1_000_000).orElseThrow()))
        .startsWith("1.1 1.2 ")
        .doesNotContain("1.10 ")
        .endsWith("2.98 2.99 ");
  }

  @Test
  void open_runs_are_oldest_first() {
    for (int i = 0; i < 4; i++) {
      log.open(opened(key("r" + i), "job", NOON.plusSeconds(i)));
    }
    log.settle(settled(key("r1"), RunStatus.SUCCEEDED, "OK", NOON));
    assertThat(log.open(NOON.plusSeconds(3), 10)).containsExactly(key("r0"), key("r2"));
    assertThat(log.open(NOON.plusSeconds(9), 1)).containsExactly(key("r0"));
  }

  @Test
  void pruning_takes_whole_old_runs_and_leaves_what_still_counts() {
    Instant old = NOON.minus(Duration.ofDays(40));
    for (int i = 0; i < 250; i++) {
      RunKey key = key("old-" + i);
      log.open(opened(key, "job", old));
      log.event(key, event(old, EventType.BOOT_STARTED, 1));
      log.output(List.of(chunk(key, 1, 1, "out", "x")));
      log.settle(settled(key, RunStatus.SUCCEEDED, "OK", old));
    }
    log.open(opened(key("open"), "job", old));
    log.open(opened(key("new"), "job", NOON));
    log.settle(settled(key("new"), RunStatus.SUCCEEDED, "OK", NOON));
    RunKey chained = new RunKey("chain", "r1");
    log.open(opened(chained, "job", old));
    log.effect(chained, 1, "spawn", old, "h");
    log.settle(settled(chained, RunStatus.FAILED, "HOST_LOST", old));
    log.open(opened(new RunKey("chain", "r2"), "r1", "job", NOON));
    log.event(key("headless"), event(old, EventType.BOOT_STARTED, 1));

    assertThat(log.prune(NOON.minus(Duration.ofDays(30)))).isEqualTo(251);
    assertThat(log.prune(NOON.minus(Duration.ofDays(30)))).isZero();

    assertThat(names(ALL)).containsExactlyInAnyOrder("open", "new", "chain/r1", "chain/r2");
    assertThat(log.effectRecorded("chain", "r1")).isTrue();
    assertThat(log.output(key("old-7"), 0, 0, 1)).isEmpty();
  }

  @Test
  void a_reader_sees_what_a_writer_writes_meanwhile_and_cannot_write() {
    try (ReadableRunLog reader = RunLogs.openToRead(settings)) {
      assertThat(reader.notice()).isEmpty();
      assertThat(reader.list(ALL)).isEmpty();
      log.open(opened(key("a"), "job", NOON));
      assertThat(reader.list(ALL)).hasSize(1);
      assertThat(reader.resolve("a")).containsExactly(key("a"));
      log.open(opened(key("b"), "job", NOON));
      assertThat(reader.list(ALL)).hasSize(2);
    }
  }

  @Test
  void it_is_all_there_after_opening_again() {
    log.open(opened(key("a"), "job", NOON));
    log.close();
    log = RunLogs.open(settings);
    assertThat(log.list(ALL)).extracting(RunView::run).containsExactly("a");
    assertThatThrownBy(() -> new RunReader.Query(null, null, null, 0))
        .hasMessageContaining("limit: 0");
  }

  @Test
  void tables_of_a_newer_version_are_refused_with_the_remedy() throws Exception {
    log.close();
    try (var connection =
            java.sql.DriverManager.getConnection(
                Connections.url(settings), Connections.properties(settings, false));
        var statement = connection.createStatement()) {
      statement.execute(
          "UPDATE reveille_schema_history SET version = '99' WHERE version = '"
              + Schema.NEWEST
              + "'");
    }
    assertThatThrownBy(() -> RunLogs.open(settings))
        .isInstanceOf(RunLogUnavailable.class)
        .hasMessageContaining("newer Reveille")
        .hasMessageContaining("99");
    assertThatThrownBy(() -> RunLogs.openToRead(settings))
        .isInstanceOf(RunLogUnavailable.class)
        .hasMessageContaining("newer Reveille");
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
