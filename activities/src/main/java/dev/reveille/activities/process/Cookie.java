package dev.reveille.activities.process;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The environment entry that marks every process we start, and all that inherit from it: {@code
 * REVEILLE_PROCESS=<data folder>.<worker's pid>.<worker's start>.<number>.}
 */
final class Cookie {

  static final String NAME = "REVEILLE_PROCESS";

  private final String worker;
  private final AtomicLong next = new AtomicLong();

  Cookie(Path folder) {
    long self = ProcessHandle.current().pid();
    this.worker = folderPart(folder) + self + "." + StartMark.of(self) + ".";
  }

  /** What the cookies of every worker on this data folder begin with. */
  static String ofFolder(Path folder) {
    return NAME + "=" + folderPart(folder);
  }

  /** What all cookies of this worker begin with. */
  String ofWorker() {
    return NAME + "=" + worker;
  }

  String nextValue() {
    return worker + next.incrementAndGet() + ".";
  }

  /** Whether the worker named in a cookie's value still lives; empty when it is no cookie. */
  static Optional<Boolean> workerLives(String value) {
    String[] parts = value.split("\\.");
    if (parts.length < 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(StartMark.isAlive(Long.parseLong(parts[1]), parts[2]));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String folderPart(Path folder) {
    return Integer.toHexString(folder.toAbsolutePath().normalize().toString().hashCode()) + ".";
  }
}
