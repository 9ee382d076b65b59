package dev.reveille.cli.temporal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What the tests of a real server share. */
final class Servers {
  private Servers() {}

  /** The pinned binary, found as a user's is. */
  static Path binary() throws Exception {
    return TemporalBinary.find(line -> {});
  }

  /** Waits for a condition, looking every 20 ms; false when the limit passed first. */
  static boolean comesTrue(Duration limit, BooleanSupplier condition) {
    var deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return true;
  }

  /**
   * A process that ended but that nobody reaped yet (a container's first process may not) is dead.
   */
  static boolean isAlive(long pid) {
    var status = status(pid);
    return !status.isEmpty() && !status.startsWith("Z");
  }

  /** The id of its process group. */
  static String group(long pid) {
    return status(pid).replaceFirst(".* ", "");
  }

  /** State letter and process group; empty when there is no such process. */
  private static String status(long pid) {
    var stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      if (Files.exists(Path.of("/proc/self/stat"))) {
        var line = Files.readString(stat);
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return fields[0] + " " + fields[2];
      }
      var ps = new ProcessBuilder("ps", "-o", "stat=,pgid=", "-p", Long.toString(pid)).start();
      try (var out = ps.inputReader()) {
        return String.join("", out.lines().toList()).strip();
      }
    } catch (IOException e) {
      return "";
    }
  }
}
