package dev.reveille.cli.temporal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.cli.temporal.ServerEvent.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when the program that runs the server is killed with -9. */
class CrashTest {
  @TempDir Path folder;
  private @Nullable Process program;

  @AfterEach
  void end_the_program() throws InterruptedException {
    if (program != null) {
      program.destroyForcibly().waitFor();
    }
  }

  @Test
  void the_server_ends_within_five_seconds_of_a_kill_9_of_its_program() throws Exception {
    var server = startProgram();
    var shell = server.parent().orElseThrow();
    var all = Stream.concat(Stream.of(shell), shell.descendants()).toList();
    assertThat(all).contains(server);

    requireNonNull(program).destroyForcibly();

    assertThat(
            Servers.comesTrue(
                Duration.ofSeconds(5),
                () -> all.stream().map(ProcessHandle::pid).noneMatch(Servers::isAlive)))
        .isTrue();
  }

  @Test
  void a_server_that_even_its_lifeline_could_not_end_is_named_and_ended_by_the_next_start()
      throws Exception {
    var server = startProgram();
    var shell = server.parent().orElseThrow();
    // Frozen, the program cannot act on the shell's death; then nothing is left that could.
    var frozen = requireNonNull(program);
    signal("STOP", frozen.toHandle());
    var helpers = shell.children().filter(child -> child.pid() != server.pid()).toList();
    signal("KILL", shell);
    helpers.forEach(helper -> signal("KILL", helper));
    signal("KILL", frozen.toHandle());
    frozen.waitFor();
    assertThat(Servers.isAlive(server.pid())).isTrue();

    List<ServerEvent> events = new CopyOnWriteArrayList<>();
    var settings = ServerSettings.of(Servers.binary(), folder).withoutUi().withEvents(events::add);
    var note = Files.move(folder.resolve("temporal.pid"), folder.resolve("aside"));
    assertThatThrownBy(() -> EmbeddedTemporal.start(settings))
        .isInstanceOf(ServerFailed.class)
        .hasMessageContaining("another process has " + folder.resolve("temporal.db") + " open");
    assertThat(Servers.isAlive(server.pid())).isTrue();

    Files.move(note, folder.resolve("temporal.pid"));
    try (var next = EmbeddedTemporal.start(settings)) {
      assertThat(next.pid()).isPresent();
      assertThat(Servers.isAlive(server.pid())).isFalse();
    }
    assertThat(events).extracting(ServerEvent::kind).containsExactly(Kind.NOTE);
    assertThat(events.get(0).message()).contains("crash left behind (pid " + server.pid());
  }

  private ProcessHandle startProgram() throws Exception {
    var started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HoldsServerUntilKilled.class.getName(),
                Servers.binary().toString(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    program = started;
    var said = started.inputReader().lines().filter(line -> line.startsWith("server ")).findFirst();
    var pid = Long.parseLong(said.orElseThrow().substring("server ".length()));
    return ProcessHandle.of(pid).orElseThrow();
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).as("kill -%s %d", name, process.pid()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
