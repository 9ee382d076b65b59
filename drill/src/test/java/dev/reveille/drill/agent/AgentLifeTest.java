package dev.reveille.drill.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentLifeTest {
  @TempDir private Path folder;

  @Test
  void it_ends_well_when_its_input_ends() throws Exception {
    try (AgentProcess agent = AgentProcess.withoutModel(folder)) {
      agent.boot();
      agent.endInput();
      assertThat(agent.exitCode()).isZero();
    }
  }

  @Test
  void it_can_ignore_the_end_of_its_input() throws Exception {
    try (AgentProcess agent = AgentProcess.withoutModel(folder, "--ignore-stdin-end")) {
      agent.boot();
      agent.endInput();
      assertThat(agent.isAliveAfter(AgentProcess.SHORT)).isTrue();
      agent.process().toHandle().destroy();
      assertThat(agent.exitCode()).isEqualTo(143);
    }
  }

  @Test
  void it_can_ignore_the_polite_signal() throws Exception {
    try (AgentProcess agent = AgentProcess.withoutModel(folder, "--ignore-sigterm")) {
      agent.boot();
      agent.process().toHandle().destroy();
      assertThat(agent.isAliveAfter(AgentProcess.SHORT)).isTrue();
      assertThat(agent.result(agent.prompt("still there?")).path("stopReason").asText())
          .isEqualTo("end_turn");
    }
  }

  @Test
  void its_children_and_daemons_outlive_it() throws Exception {
    Path pids = folder.resolve("pids");
    try (AgentProcess agent =
        AgentProcess.withoutModel(
            folder, "--children", "2", "--daemons", "1", "--pids-file", pids.toString())) {
      agent.boot();
      long self = pids(pids, "agent").get(0);
      List<Long> children = pids(pids, "child");
      List<Long> daemons = pids(pids, "daemon");
      assertThat(self).isEqualTo(agent.process().pid());
      assertThat(children).hasSize(2).allSatisfy(pid -> assertThat(parent(pid)).isEqualTo(self));
      assertThat(daemons).hasSize(1).allSatisfy(pid -> assertThat(parent(pid)).isNotEqualTo(self));
      agent.close();
      List<Long> left = pids(pids, "child");
      left.addAll(daemons);
      assertThat(left).allMatch(pid -> ProcessHandle.of(pid).isPresent());
    } finally {
      killAll(pids);
    }
  }

  @Test
  void a_daemon_has_a_session_of_its_own() throws Exception {
    Path pids = folder.resolve("pids");
    try (AgentProcess agent =
        AgentProcess.withoutModel(
            folder, "--daemons", "1", "--child-sleep", "1234", "--pids-file", pids.toString())) {
      agent.boot();
      long daemon = pids(pids, "daemon").get(0);
      awaitArguments(daemon, "sleep 1234");
      assertThat(ps(daemon, "sid")).isEqualTo(Long.toString(daemon));
    } finally {
      killAll(pids);
    }
  }

  @Test
  void its_children_are_as_deaf_as_itself() throws Exception {
    Path pids = folder.resolve("pids");
    try (AgentProcess agent =
        AgentProcess.withoutModel(
            folder, "--children", "1", "--ignore-sigterm", "--pids-file", pids.toString())) {
      agent.boot();
      ProcessHandle child = ProcessHandle.of(pids(pids, "child").get(0)).orElseThrow();
      awaitArguments(child.pid(), "sleep 3600");
      child.destroy();
      assertThat(
              child.onExit().completeOnTimeout(child, 300, TimeUnit.MILLISECONDS).get().isAlive())
          .isTrue();
    } finally {
      killAll(pids);
    }
  }

  @Test
  void a_child_can_keep_the_output_open_after_the_agent_is_dead() throws Exception {
    Path pids = folder.resolve("pids");
    try (AgentProcess agent =
        AgentProcess.withoutModel(
            folder,
            "--daemons",
            "1",
            "--children",
            "1",
            "--children-hold-output",
            "--pids-file",
            pids.toString())) {
      agent.boot();
      for (String kind : List.of("child", "daemon")) {
        Path output = Path.of("/proc/" + pids(pids, kind).get(0) + "/fd/1");
        assertThat(Files.readSymbolicLink(output).toString()).startsWith("pipe:");
      }
    } finally {
      killAll(pids);
    }
  }

  private static List<Long> pids(Path file, String kind) throws IOException {
    return new ArrayList<>(
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith(kind + " "))
            .map(line -> Long.valueOf(line.substring(kind.length() + 1)))
            .toList());
  }

  private static long parent(long pid) {
    return ProcessHandle.of(pid).flatMap(ProcessHandle::parent).map(ProcessHandle::pid).orElse(0L);
  }

  private static String ps(long pid, String column) throws Exception {
    Process process =
        new ProcessBuilder("ps", "-o", column + "=", "-p", Long.toString(pid)).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static void awaitArguments(long pid, String arguments) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!ps(pid, "args").equals(arguments)) {
      assertThat(System.nanoTime()).as("waiting for " + arguments).isLessThan(end);
    }
  }

  private static void killAll(Path file) throws IOException {
    for (String kind : List.of("child", "daemon")) {
      pids(file, kind)
          .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }
  }
}
