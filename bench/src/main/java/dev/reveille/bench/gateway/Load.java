package dev.reveille.bench.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls of many agents, or of one, at one target. */
final class Load {
  private Load() {}

  /** What so many agents saw in a while: each answer's time in milliseconds, and the rate. */
  record Seen(List<Double> millis, double perSecond) {}

  /** One agent, one call after the other. */
  static List<Double> sequential(Caller.Target target, Ask ask, int calls) throws Exception {
    List<Double> millis = new ArrayList<>();
    try (Caller caller = new Caller(target)) {
      for (int i = 0; i < calls; i++) {
        millis.add(caller.call(ask) / 1e6);
      }
    }
    return millis;
  }

  /** So many agents, each with one call after the other, until the time is over. */
  static Seen concurrent(Caller.Target target, Ask ask, int agents, double seconds)
      throws Exception {
    CountDownLatch connected = new CountDownLatch(agents);
    List<Callable<List<Double>>> tasks = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      tasks.add(
          () -> {
            List<Double> millis = new ArrayList<>();
            try (Caller caller = new Caller(target)) {
              connected.countDown();
              connected.await();
              long end = System.nanoTime() + (long) (seconds * 1e9);
              do {
                millis.add(caller.call(ask) / 1e6);
              } while (System.nanoTime() < end);
            }
            return millis;
          });
    }
    long began = System.nanoTime();
    List<Double> all = all(tasks);
    return new Seen(all, all.size() / ((System.nanoTime() - began) / 1e9));
  }

  /** So many agents with one call each. */
  static List<Double> once(Caller.Target target, Ask ask, int agents) throws Exception {
    List<Callable<List<Double>>> tasks = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      tasks.add(() -> sequential(target, ask, 1));
    }
    return all(tasks);
  }

  private static List<Double> all(List<Callable<List<Double>>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<Double> all = new ArrayList<>();
      for (Future<List<Double>> each : threads.invokeAll(tasks)) {
        all.addAll(each.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a measured call failed: " + e.getCause(), e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
