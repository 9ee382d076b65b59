package dev.reveille.activities.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentProcessTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

  @TempDir Path folder;
  private Spawner spawner;

  @BeforeEach
  void open() throws IOException {
    spawner = Spawner.open(folder.resolve("data"), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    spawner.close();
  }

  @Test
  void input_and_output_pass_the_gate_unchanged() throws Exception {
    AgentProcess process = start("cat; echo bye >&2; exit 3");
    process.stdin().write("one\ntwo".getBytes(StandardCharsets.UTF_8));
    process.stdin().close();

    assertThat(process.stdout().readAllBytes()).asString().isEqualTo("one\ntwo");
    ProcessExit exit = process.exit().get(20, TimeUnit.SECONDS);
    assertThat(exit.code()).isEqualTo(3);
    assertThat(exit.signal()).isEmpty();
    assertThat(exit.stderrTail()).isEqualTo("bye\n");
  }

  @Test
  void what_a_program_says_that_ends_at_once_is_read_whole() throws Exception {
    for (int round = 0; round < 100; round++) {
      AgentProcess process = start("echo v22.1.0");
      process.stdin().close();
      CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> read(process.stdout()));

      assertThat(process.exit().get(20, TimeUnit.SECONDS).code()).isZero();
      assertThat(said.get(20, TimeUnit.SECONDS)).as("round %d", round).isEqualTo("v22.1.0\n");
    }
  }

  private static String read(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_environment_is_only_what_was_given() throws Exception {
    AgentProcess process = start("env | cut -d= -f1 | sort | tr '\\n' ' '");

    assertThat(process.stdout().readAllBytes()).asString().isEqualTo("PATH PWD REVEILLE_PROCESS ");
  }

  @Test
  void only_the_tail_of_standard_error_is_kept_and_all_of_it_drained() throws Exception {
    AgentProcess process =
        start("i=0; while [ $i -lt 20000 ]; do echo line-$i >&2; i=$((i+1)); done");

    String tail = process.exit().get(20, TimeUnit.SECONDS).stderrTail();
    assertThat(tail).hasSize(8 * 1024).endsWith("line-19999\n");
  }

  @Test
  void an_agent_that_ends_with_its_input_is_not_signalled() throws Exception {
    AgentProcess process = start("cat >/dev/null; exit 7");

    assertThat(process.end(Duration.ofSeconds(20)).code()).isEqualTo(7);
  }

  @Test
  void an_agent_that_ignores_its_input_is_terminated() throws Exception {
    AgentProcess process = start("trap 'exit 9' TERM; echo up; while :; do sleep 0.01; done");
    process.stdout().read();

    assertThat(process.end(Duration.ofSeconds(2)).code()).isEqualTo(9);
  }

  @Test
  void an_agent_that_ignores_everything_is_killed_with_children_and_daemons() throws Exception {
    Path child = folder.resolve("child");
    Path daemon = folder.resolve("daemon");
    AgentProcess process =
        start(
            "trap '' TERM; sh -c 'trap \"\" TERM; echo $$ > %s; while :; do sleep 1; done' & "
                    .formatted(child)
                + "setsid sh -c 'echo $$ > %s; trap \"\" TERM; while :; do sleep 1; done' & "
                    .formatted(daemon)
                + "while :; do sleep 1; done");
    long childPid = Await.pidIn(child);
    long daemonPid = Await.pidIn(daemon);

    ProcessExit exit = process.end(Duration.ofMillis(200));

    assertThat(exit.describe()).isEqualTo("killed by signal 9 (KILL)");
    assertThat(List.of(process.pid(), childPid, daemonPid)).noneMatch(Await::isAlive);
  }

  @Test
  void ending_twice_gives_the_same_exit() throws Exception {
    AgentProcess process = start("exec sleep 1000");

    assertThat(process.end(Duration.ZERO)).isEqualTo(process.end(Duration.ofSeconds(5)));
  }

  @Test
  void what_a_finished_process_left_running_is_killed_before_its_exit_is_told() throws Exception {
    Path daemon = folder.resolve("daemon");
    AgentProcess process =
        start(
            "(setsid sh -c 'echo $$ > %s; sleep 1000' &); while [ ! -s %s ]; do sleep 0.01; done"
                .formatted(daemon, daemon));

    process.exit().get(20, TimeUnit.SECONDS);

    assertThat(Await.isAlive(Await.pidIn(daemon))).isFalse();
  }

  @Test
  void an_agent_that_does_not_read_can_still_be_ended() throws Exception {
    AgentProcess process = start("exec sleep 1000");
    Thread writer =
        new Thread(
            () -> {
              try {
                process.stdin().write(new byte[1 << 20]);
              } catch (IOException expected) {
                return;
              }
            });
    writer.start();
    Await.until("the writer is stuck", () -> writer.getStackTrace().length > 0);

    assertThat(process.end(Duration.ofMillis(100)).signal()).hasValue(15);
    writer.join(20_000);
    assertThat(writer.isAlive()).isFalse();
  }

  @Test
  void disposables_are_gone_when_the_exit_is_told() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home/sub"));
    Files.writeString(home.resolve("file"), "x");
    Launch launch =
        new Launch(
            "run-1",
            List.of("/bin/sh", "-c", "chmod 500 " + home),
            ENVIRONMENT,
            folder,
            List.of(folder.resolve("home")));

    spawner.start(launch).exit().get(20, TimeUnit.SECONDS);

    assertThat(folder.resolve("home")).doesNotExist();
  }

  @Test
  void a_spawning_thread_that_ends_does_not_take_its_agent_along() throws Exception {
    AgentProcess[] started = new AgentProcess[1];
    Thread shortLived =
        new Thread(
            () -> {
              try {
                started[0] =
                    spawner.start(
                        Launch.of(
                            "run-1",
                            List.of("setpriv", "--pdeathsig", "KILL", "cat"),
                            ENVIRONMENT,
                            folder));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    shortLived.start();
    shortLived.join();

    AgentProcess process = started[0];
    process.stdin().write("still here\n".getBytes(StandardCharsets.UTF_8));
    process.stdin().flush();
    assertThat(process.stdout().readNBytes(11)).asString().isEqualTo("still here\n");
    assertThat(process.end(Duration.ofSeconds(20)).code()).isZero();
  }

  @Test
  void closing_the_spawner_kills_what_runs() throws Exception {
    AgentProcess process = start("trap '' TERM HUP; while :; do sleep 1; done");

    spawner.close();

    assertThat(process.exit().get(20, TimeUnit.SECONDS).signal()).hasValue(9);
  }

  @Test
  void a_missing_folder_is_an_error_that_says_so() {
    Launch launch = Launch.of("run-1", List.of("true"), ENVIRONMENT, folder.resolve("not-there"));

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> spawner.start(launch))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not-there");
  }

  private AgentProcess start(String script) throws IOException {
    return spawner.start(Launch.of("run-1", List.of("/bin/sh", "-c", script), ENVIRONMENT, folder));
  }
}
