package dev.reveille.activities.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweepTest {

  @TempDir Path folder;

  @Test
  void a_worker_killed_with_9_leaves_neither_child_nor_daemon() throws Exception {
    Path child = folder.resolve("child");
    Path daemon = folder.resolve("daemon");
    Process worker = worker(treeScript(child, daemon));
    long root = Long.parseLong(worker.inputReader().readLine());
    long childPid = Await.pidIn(child);
    long daemonPid = Await.pidIn(daemon);
    List<Long> lifeline =
        worker.children().map(ProcessHandle::pid).filter(pid -> pid != root).toList();
    assertThat(lifeline).hasSize(1);

    worker.destroyForcibly().waitFor();

    Await.until(
        "all dead", () -> List.of(root, childPid, daemonPid).stream().noneMatch(Await::isAlive));
    // It looks on until nothing is left, such as a process that its daemon was just forking.
    Await.until("the lifeline at its end", () -> !Await.isAlive(lifeline.get(0)));
    assertThat(Sweep.run(folder).killed()).isEmpty();
  }

  @Test
  void without_its_lifeline_the_next_start_sweeps_what_a_dead_worker_left() throws Exception {
    Path child = folder.resolve("child");
    Path daemon = folder.resolve("daemon");
    Process worker = worker(treeScript(child, daemon));
    long root = Long.parseLong(worker.inputReader().readLine());
    long childPid = Await.pidIn(child);
    long daemonPid = Await.pidIn(daemon);
    worker
        .children()
        .filter(handle -> handle.pid() != root)
        .forEach(ProcessHandle::destroyForcibly);
    worker.destroyForcibly().waitFor();
    assertThat(List.of(root, childPid, daemonPid)).allMatch(Await::isAlive);

    Sweep.Report report = Sweep.run(folder);

    assertThat(report.killed()).contains(new Sweep.Killed(root, "run-of-" + folder));
    Await.until(
        "all dead", () -> List.of(root, childPid, daemonPid).stream().noneMatch(Await::isAlive));
    assertThat(Sweep.run(folder).killed()).isEmpty();
  }

  @Test
  void a_live_workers_processes_are_left_alone() throws Exception {
    try (Spawner spawner = Spawner.open(folder, Clock.systemUTC())) {
      AgentProcess process =
          spawner.start(
              Launch.of("run-1", List.of("cat"), Map.of("PATH", "/usr/bin:/bin"), Path.of("/")));

      assertThat(Sweep.run(folder).killed()).isEmpty();

      assertThat(Await.isAlive(process.pid())).isTrue();
      assertThat(process.end(Duration.ofSeconds(20)).code()).isZero();
    }
  }

  @Test
  void a_pid_that_was_given_to_another_process_is_not_killed() throws Exception {
    Process innocent = new ProcessBuilder("sleep", "1000").start();
    try {
      Files.writeString(
          folder.resolve("1-gone.processes"),
          "4194303\t1@dead\tworker\n" + innocent.pid() + "\t12345@beef\trun-1\n");

      assertThat(Sweep.run(folder).killed()).isEmpty();
      assertThat(innocent.isAlive()).isTrue();
    } finally {
      innocent.destroyForcibly().waitFor();
    }
  }

  @Test
  void an_unreadable_ledger_is_put_aside() throws Exception {
    Path ledger = Files.writeString(folder.resolve("1-gone.processes"), "\0\0garbage");

    Sweep.run(folder);

    assertThat(ledger).doesNotExist();
    assertThat(folder.resolve("1-gone.processes.unreadable")).exists();
  }

  private static String treeScript(Path child, Path daemon) {
    return ("sh -c 'echo $$ > %s; while :; do sleep 1; done' & "
            + "setsid sh -c 'echo $$ > %s; while :; do sleep 1; done' & "
            + "while :; do sleep 1; done")
        .formatted(child, daemon);
  }

  private Process worker(String script) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            OrphanMaker.class.getName(),
            folder.toString(),
            script)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
