package dev.reveille.activities.process;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds and signals everything that belongs to one process: its descendants, its session and group,
 * and, on Linux, whatever still carries its cookie in the environment, such as a daemon that made a
 * session of its own.
 */
final class ProcessTree {

  private static final int ROUNDS = 50;

  private final long root;
  private final String cookie;
  private final long rootSince;

  /**
   * @param root should be alive yet: what is older than it need not be looked at then
   */
  ProcessTree(long root, String cookie) {
    this.root = root;
    this.cookie = cookie;
    this.rootSince = Host.LINUX ? ProcTable.row(root).map(ProcTable.Row::startTicks).orElse(0L) : 0;
  }

  /** Asks all to end. Bubblewrap itself is left: it would take its agent with it at once. */
  void terminate() {
    if (!Host.LINUX) {
      signalGroup("TERM");
      handles(portableMembers()).forEach(ProcessHandle::destroy);
      return;
    }
    members().stream()
        .filter(row -> !row.command().equals("bwrap"))
        .forEach(row -> ProcessHandle.of(row.pid()).ifPresent(ProcessHandle::destroy));
  }

  /**
   * Kills until nothing is found; what forks while it is being killed is found in the next round.
   */
  void kill() {
    if (!Host.LINUX) {
      Set<Long> known = portableMembers();
      signalGroup("KILL");
      handles(known).forEach(ProcessHandle::destroyForcibly);
      return;
    }
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcTable.Row> alive = members().stream().filter(ProcTable.Row::isAlive).toList();
      if (alive.isEmpty()) {
        return;
      }
      alive.forEach(row -> ProcessHandle.of(row.pid()).ifPresent(ProcessHandle::destroyForcibly));
      pause();
    }
  }

  /** Live members, the root included; Linux only. */
  List<ProcTable.Row> members() {
    ProcTable table = ProcTable.read();
    Set<Long> found =
        table.treeOf(root).stream()
            .map(ProcTable.Row::pid)
            .collect(Collectors.toCollection(HashSet::new));
    long self = ProcessHandle.current().pid();
    return table.rows().stream()
        .filter(row -> row.pid() != self)
        .filter(row -> found.contains(row.pid()) || carriesCookie(row))
        .toList();
  }

  /** To read every environment of a busy host took more CPU than the rest of a short run. */
  private boolean carriesCookie(ProcTable.Row row) {
    return row.startTicks() >= rootSince && ProcTable.environmentHas(row.pid(), cookie);
  }

  private Set<Long> portableMembers() {
    return ProcessHandle.of(root).stream()
        .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  private static Stream<ProcessHandle> handles(Set<Long> pids) {
    return pids.stream().flatMap(pid -> ProcessHandle.of(pid).stream());
  }

  private void signalGroup(String signal) {
    ProcessBuilder kill =
        new ProcessBuilder(Host.SHELL, "-c", "kill -" + signal + " -- -" + root)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      if (!SpawnThread.start(kill).waitFor(5, TimeUnit.SECONDS)) {
        throw new IllegalStateException("kill did not return within 5 s");
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot signal process group " + root, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause() {
    boolean interrupted = Thread.interrupted();
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
