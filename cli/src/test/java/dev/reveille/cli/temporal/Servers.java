package dev.reveille.cli.temporal;

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

  static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
