package dev.reveille.cli.up;

import dev.reveille.cli.session.Failure;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that end with their owner. */
final class Threads {
  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
  private static final int KEEPING = 3;

  private Threads() {}

  /** A pool to be closed. */
  record Pool(ExecutorService service) implements AutoCloseable {
    @Override
    public void close() {
      service.shutdownNow();
    }
  }

  /** A scheduler to be closed; waits for what is under way. */
  record Scheduled(ScheduledExecutorService service) implements AutoCloseable {
    @Override
    public void close() throws InterruptedException {
      service.shutdownNow();
      service.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  /** Something done again and again. */
  interface Task {
    void run() throws Exception;
  }

  static Pool pool(String name) {
    return new Pool(Executors.newCachedThreadPool(daemons(name)));
  }

  static Scheduled scheduled(String name) {
    return new Scheduled(Executors.newScheduledThreadPool(KEEPING, daemons(name)));
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** A task that fails is logged and tried again the next time. */
  static void every(ScheduledExecutorService on, long pause, TimeUnit unit, Task task) {
    on.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (Exception | Error e) {
            // Whatever leaves here would end the task for good, and nobody would be told.
            LOG.warn("a regular task failed; it is tried again: {}", e.getMessage(), e);
          }
        },
        pause,
        pause,
        unit);
  }

  /** The result, or what went wrong as itself. Blocks. */
  static <T> T get(Future<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw Failure.failed(String.valueOf(e.getCause()), e);
    }
  }
}
