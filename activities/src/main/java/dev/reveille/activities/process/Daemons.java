package dev.reveille.activities.process;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that wait beside a program: for its output, its input, its end. A program needs several,
 * and a short one is over before they have paid for being made, so they are kept for the next.
 */
public final class Daemons {
  private static final String IDLE = "reveille-idle";
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, IDLE);
            thread.setDaemon(true);
            return thread;
          });

  private Daemons() {}

  /** Runs it on a thread that bears this name for so long; at once, however many there are. */
  public static Future<?> run(String name, Runnable body) {
    return THREADS.submit(
        () -> {
          Thread thread = Thread.currentThread();
          thread.setName(name);
          try {
            body.run();
          } catch (RuntimeException | Error e) {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
          } finally {
            thread.setName(IDLE);
          }
        });
  }
}
