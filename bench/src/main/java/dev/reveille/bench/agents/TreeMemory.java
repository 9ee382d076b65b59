package dev.reveille.bench.agents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Watches how much memory all processes below this one take together, by Linux' /proc. Pages that
 * processes share are counted for each of them, as {@code ps} does.
 */
final class TreeMemory implements AutoCloseable {
  private static final long PAGE = 4096;
  private static final long EVERY_MILLIS = 50;

  private final long except;
  private final AtomicLong peak = new AtomicLong();
  private final Thread thread;

  /**
   * @param except a process below this one that is not counted
   */
  TreeMemory(long except) {
    this.except = except;
    thread = new Thread(this::watch, "tree-memory");
    thread.setDaemon(true);
    thread.start();
  }

  /** The most since the last call, in bytes. */
  long peak() {
    return peak.getAndSet(0);
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      long now =
          ProcessHandle.current()
              .descendants()
              .filter(process -> process.pid() != except)
              .mapToLong(process -> resident(process.pid()))
              .sum();
      peak.accumulateAndGet(now, Math::max);
      try {
        Thread.sleep(EVERY_MILLIS);
      } catch (InterruptedException closed) {
        return;
      }
    }
  }

  private static long resident(long pid) {
    try {
      return Long.parseLong(Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ")[1])
          * PAGE;
    } catch (IOException | IndexOutOfBoundsException gone) {
      return 0;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
