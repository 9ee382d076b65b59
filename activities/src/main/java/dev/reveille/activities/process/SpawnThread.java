package dev.reveille.activities.process;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The one thread that starts every process of this JVM, and never ends.
 *
 * <p>A parent-death signal fires when the <em>thread</em> that spawned ends, not the process: an
 * agent started by a pool thread would die with the pool's idle timeout.
 */
final class SpawnThread {

  private static final BlockingQueue<Runnable> REQUESTS = new LinkedBlockingQueue<>();

  static {
    Thread thread = new Thread(SpawnThread::serve, "reveille-spawner");
    thread.setDaemon(true);
    thread.start();
  }

  private SpawnThread() {}

  static Process start(ProcessBuilder builder) throws IOException {
    CompletableFuture<Process> started = new CompletableFuture<>();
    REQUESTS.add(
        () -> {
          try {
            started.complete(builder.start());
          } catch (IOException | RuntimeException | LinkageError e) {
            started.completeExceptionally(e);
          }
        });
    try {
      return started.join();
    } catch (CompletionException e) {
      throw new IOException("cannot start a process in " + builder.directory(), e.getCause());
    }
  }

  private static void serve() {
    while (true) {
      try {
        REQUESTS.take().run();
      } catch (InterruptedException e) {
        // Nobody may end this thread: with it would die every agent that watches for its parent.
        continue;
      }
    }
  }
}
