package dev.reveille.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls made with a fixed number under way at a time. */
final class SideBySide {
  /** As many as {@code reveille apply} writes at once. */
  static final int CONCURRENCY = 8;

  private SideBySide() {}

  /** Makes all calls and returns their results; the first failure ends it. */
  static <T> List<T> call(List<Callable<T>> calls) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(CONCURRENCY);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> call : threads.invokeAll(calls)) {
        results.add(call.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a measured call failed: " + e.getCause(), e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
