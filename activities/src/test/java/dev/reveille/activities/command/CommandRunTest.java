package dev.reveille.activities.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.activities.command.CommandPlan.Ready;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.process.Spawner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandRunTest {

  @TempDir Path folder;
  private Spawner spawner;
  private final StringBuffer told = new StringBuffer();
  private final CommandListener listener =
      new CommandListener() {
        @Override
        public void onOutput(String text) {
          told.append(text);
        }

        @Override
        public void onError(String text) {
          told.append('!').append(text);
        }
      };

  @BeforeEach
  void open() throws IOException {
    spawner = Spawner.open(folder.resolve("data"), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    spawner.close();
  }

  @Test
  void input_is_given_and_both_outputs_and_the_code_come_back() throws Exception {
    CommandResult result = result(start("cat; echo oops >&2; exit 5", new Ready.AtOnce(), "grüße"));

    assertThat(result.exit().code()).isEqualTo(5);
    assertThat(result.output()).isEqualTo("grüße");
    assertThat(result.errors()).isEqualTo("oops\n");
    assertThat(result.outputBytes()).isEqualTo(7);
    assertThat(result.silent()).isFalse();
    assertThat(told.toString()).contains("grüße").contains("!oops\n");
  }

  @Test
  void without_input_standard_input_is_at_its_end() throws Exception {
    assertThat(result(start("cat; echo end", new Ready.AtOnce(), null)).output())
        .isEqualTo("end\n");
  }

  @Test
  void output_beyond_its_bound_is_counted_and_dropped() throws Exception {
    CommandPlan plan =
        new CommandPlan(
            launch("head -c 3000000 /dev/zero | tr '\\0' x"), new Ready.AtOnce(), null, null, 1000);
    CommandResult result = result(CommandRun.start(spawner, plan, listener));

    assertThat(result.output()).hasSize(1000);
    assertThat(result.outputBytes()).isEqualTo(3_000_000);
    assertThat(told).hasSize(1000);
  }

  @Test
  void a_line_makes_it_ready_while_it_runs_on() throws Exception {
    CommandRun run =
        start("echo warming; sleep 0.1; echo now READY to go; cat > f; sleep 1000", line(), null);

    run.ready().get(20, TimeUnit.SECONDS);

    assertThat(run.result()).isNotDone();
    run.process().end(Duration.ZERO);
    assertThat(result(run).output()).isEqualTo("warming\nnow READY to go\n");
  }

  @Test
  void a_program_that_ends_before_it_is_ready_says_what_was_awaited() throws Exception {
    CommandRun run = start("echo no license >&2; exit 2", line(), null);

    assertThatThrownBy(() -> run.ready().get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(NotReadyException.class)
        .hasMessage(
            "the program ended (exit code 2) before it was ready (expected: a line with 'READY' on"
                + " its standard output); the end of its standard error: no license");
  }

  @Test
  void a_file_makes_it_ready_but_not_one_left_from_another_time() throws Exception {
    Path file = Files.writeString(folder.resolve("up"), "old");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    CommandRun idle = start("sleep 0.3; exit 0", new Ready.File(file), null);
    assertThatThrownBy(() -> idle.ready().get(20, TimeUnit.SECONDS))
        .hasMessageContaining("expected: the file " + file);

    CommandRun run = start("echo new > up; exec sleep 1000", new Ready.File(file), null);
    run.ready().get(20, TimeUnit.SECONDS);

    run.process().end(Duration.ZERO);
  }

  @Test
  void a_probe_that_succeeds_makes_it_ready() throws Exception {
    Ready probe = new Ready.Probe("probe.sh", () -> launch("head -c 200000 /dev/zero; test -e up"));
    CommandRun run = start("sleep 0.2; touch up; exec sleep 1000", probe, null);

    run.ready().get(20, TimeUnit.SECONDS);

    assertThat(folder.resolve("up")).exists();
    run.process().end(Duration.ZERO);
  }

  @Test
  void a_program_that_falls_silent_is_ended() throws Exception {
    CommandPlan plan =
        new CommandPlan(
            launch("echo begun; exec sleep 1000"),
            new Ready.AtOnce(),
            null,
            Duration.ofMillis(300),
            1000);
    CommandResult result = result(CommandRun.start(spawner, plan, listener));

    assertThat(result.silent()).isTrue();
    assertThat(result.output()).isEqualTo("begun\n");
    assertThat(result.exit().signal()).hasValue(15);
  }

  @Test
  void a_program_that_keeps_talking_is_not_ended_for_silence() throws Exception {
    CommandPlan plan =
        new CommandPlan(
            launch("i=0; while [ $i -lt 20 ]; do echo $i >&2; sleep 0.2; i=$((i+1)); done"),
            new Ready.AtOnce(),
            null,
            Duration.ofSeconds(3),
            1000);
    CommandResult result = result(CommandRun.start(spawner, plan, listener));

    assertThat(result.silent()).isFalse();
    assertThat(result.exit().code()).isZero();
  }

  @Test
  void a_character_cut_between_two_writes_stays_whole() {
    StringBuilder pieces = new StringBuilder();
    Capture capture = new Capture(100, piece -> pieces.append(piece).append('|'));
    capture.add(new byte[] {'a', (byte) 0xC3}, 2);
    capture.add(new byte[] {(byte) 0xBC, (byte) 0xFF}, 2);
    capture.add(new byte[] {(byte) 0xE2}, 1);
    capture.end();

    assertThat(pieces.toString()).isEqualTo("a|ü\uFFFD|\uFFFD|");
    assertThat(capture.text()).isEqualTo("aü\uFFFD\uFFFD");
  }

  private static Ready line() {
    return new Ready.Line("READY");
  }

  private CommandRun start(String script, Ready ready, @Nullable String input) throws IOException {
    return CommandRun.start(
        spawner, new CommandPlan(launch(script), ready, input, null, 1 << 20), listener);
  }

  private Launch launch(String script) {
    return Launch.of(
        "run-1", List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"), folder);
  }

  private static CommandResult result(CommandRun run) throws Exception {
    return run.result().get(20, TimeUnit.SECONDS);
  }
}
