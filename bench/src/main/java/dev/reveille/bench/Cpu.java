package dev.reveille.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CPU seconds used so far.
 *
 * @param worker by this JVM, which holds the workers and the client that starts the runs
 * @param server by the Temporal server
 * @param programs by programs that this JVM started and that have ended, with all theirs; 0 where
 *     there is no {@code /proc}
 */
record Cpu(double worker, double server, double programs) {
  private static final double TICKS_A_SECOND = 100;
  private static final Path SELF = Path.of("/proc/self/stat");

  /** Fields 16 and 17 of {@code /proc/self/stat}, counted from after the program's name. */
  private static final List<Integer> CHILDREN = List.of(13, 14);

  static Cpu now(long serverPid) {
    return new Cpu(
        seconds(ProcessHandle.current()),
        seconds(
            ProcessHandle.of(serverPid)
                .orElseThrow(() -> new IllegalStateException("the server has died"))),
        children());
  }

  private static double seconds(ProcessHandle process) {
    return process
            .info()
            .totalCpuDuration()
            .orElseThrow(() -> new IllegalStateException("this system does not tell CPU times"))
            .toNanos()
        / 1e9;
  }

  private static double children() {
    try {
      if (!Files.exists(SELF)) {
        return 0;
      }
      String stat = Files.readString(SELF);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return CHILDREN.stream().mapToLong(i -> Long.parseLong(fields[i])).sum() / TICKS_A_SECOND;
    } catch (IOException e) {
      return 0;
    }
  }

  Cpu since(Cpu before) {
    return new Cpu(worker - before.worker, server - before.server, programs - before.programs);
  }
}
