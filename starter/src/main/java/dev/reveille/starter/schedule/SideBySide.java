package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks a server for many things, eight at a time. */
final class SideBySide implements AutoCloseable {
  private static final int CONCURRENCY = 8;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(CONCURRENCY, SideBySide::thread);

  /** Calls all, and returns what each gave, in order; throws what the first failing one threw. */
  <T> List<T> call(List<Callable<T>> tasks) {
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "interrupted while applying; apply again to finish what is missing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(requireNonNull(e.getCause()).toString(), e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "reveille-apply");
    thread.setDaemon(true);
    return thread;
  }
}
