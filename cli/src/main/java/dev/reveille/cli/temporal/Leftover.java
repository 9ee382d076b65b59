package dev.reveille.cli.temporal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reveille.cli.data.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The note of the server's process, by which a later start finds one that a crash left behind.
 *
 * <p>Process ids are used again, so the note has the start time too: only that very process is
 * ours.
 */
record Leftover(Path file) {
  // The system tells a start in ticks since boot, so it moves when the clock is set.
  private static final Duration CLOCK_SHIFT = Duration.ofMinutes(1);
  private static final Duration PATIENCE_AFTER_KILL = Duration.ofSeconds(2);

  static Leftover in(Path folder) {
    return new Leftover(folder.resolve("temporal.pid"));
  }

  void note(ProcessHandle server) throws IOException {
    AtomicFile.write(file, (server.pid() + " " + startOf(server) + "\n").getBytes(UTF_8));
  }

  void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  /** The noted process, if it still lives. */
  Optional<ProcessHandle> find() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var fields = Files.readString(file).strip().split(" ");
    try {
      return ProcessHandle.of(Long.parseLong(fields[0]))
          .filter(
              process -> process.isAlive() && fields.length == 2 && isStart(process, fields[1]));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Ends the process, SIGTERM and after the grace SIGKILL. Blocks until it is gone, at most two
   * seconds longer than the grace.
   *
   * @return whether it is gone: another user's process stays, and so does the entry of one that was
   *     killed but not reaped by a container's first process
   */
  static boolean end(ProcessHandle process, Duration grace) throws InterruptedException {
    process.destroy();
    var deadline = System.nanoTime() + grace.toNanos();
    while (process.isAlive()) {
      var late = System.nanoTime() - deadline;
      if (late > PATIENCE_AFTER_KILL.toNanos()) {
        return false;
      }
      if (late > 0) {
        process.destroyForcibly();
      }
      Thread.sleep(20);
    }
    return true;
  }

  private static boolean isStart(ProcessHandle process, String noted) {
    return Math.abs(Long.parseLong(noted) - startOf(process)) <= CLOCK_SHIFT.toMillis();
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
