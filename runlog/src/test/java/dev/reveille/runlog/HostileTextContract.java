package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;
import static dev.reveille.runlog.Samples.chunk;
import static dev.reveille.runlog.Samples.event;
import static dev.reveille.runlog.Samples.key;
import static dev.reveille.runlog.Samples.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.Json;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Text of any kind and length. */
abstract class HostileTextContract extends EffectContract {
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
}
