package dev.reveille.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifelineTest {
  private static final List<String> STUBBORN =
      List.of("/bin/sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done");

  /** The two ways to a process group of its own. */
  enum Shell {
    SETSID(Path.of("/usr/bin/setsid"), Lifeline.setsid(Path.of("/usr/bin/setsid"))),
    BASH(Path.of("/bin/bash"), Lifeline.bash());

    final Path needs;
    final List<String> command;

    Shell(Path needs, List<String> command) {
      this.needs = needs;
      this.command = command;
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void a_server_deaf_to_sigterm_is_killed_after_its_grace(Shell shell) throws Exception {
    var lifeline = start(shell, STUBBORN);
    assertThat(Servers.comesTrue(Duration.ofSeconds(5), this::saidDeaf)).isTrue();
    var began = System.nanoTime();

    lifeline.end(Duration.ofMillis(300));

    assertThat(Servers.isAlive(lifeline.pid())).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(290));
  }

  @ParameterizedTest
  @EnumSource
  void ctrl_c_in_the_terminal_does_not_reach_the_server(Shell shell) throws Exception {
    var lifeline = start(shell, List.of("sleep", "300"));
    try {
      assertThat(Servers.group(lifeline.pid()))
          .isNotEqualTo(Servers.group(ProcessHandle.current().pid()));
    } finally {
      lifeline.end(Duration.ofSeconds(2));
    }
    assertThat(lifeline.isAlive()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void when_only_the_shell_is_killed_the_server_is_ended_too(Shell shell) throws Exception {
    var lifeline = start(shell, List.of("sleep", "300"));
    lifeline.server().parent().orElseThrow().destroyForcibly();

    lifeline.awaitDeath();

    assertThat(Servers.isAlive(lifeline.pid())).isFalse();
  }

  private Lifeline start(Shell shell, List<String> command) throws Exception {
    assumeThat(shell.needs).exists();
    return Lifeline.start(
        shell.command,
        command,
        Map.of("PATH", "/usr/bin:/bin"),
        folder.resolve("log"),
        Duration.ofSeconds(1));
  }

  private boolean saidDeaf() {
    try {
      return Files.readString(folder.resolve("log")).contains("deaf");
    } catch (java.io.IOException e) {
      return false;
    }
  }
}
