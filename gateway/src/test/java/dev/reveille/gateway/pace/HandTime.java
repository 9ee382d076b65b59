package dev.reveille.gateway.pace;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/** Time that passes only when a test lets it, with all that is due in it. */
final class HandTime implements LongSupplier, Alarm {
  private record Task(long at, long order, Runnable run) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(
          (a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
  private long now = 77;
  private long order;

  @Override
  public long getAsLong() {
    return now;
  }

  @Override
  public void after(long nanos, Runnable task) {
    tasks.add(new Task(now + nanos, order++, task));
  }

  void after(Duration time, Runnable task) {
    after(time.toNanos(), task);
  }

  void pass(Duration time) {
    long end = now + time.toNanos();
    while (!tasks.isEmpty() && tasks.peek().at <= end) {
      Task next = tasks.remove();
      now = Math.max(now, next.at);
      next.run.run();
    }
    now = end;
  }

  Duration since(long start) {
    return Duration.ofNanos(now - start);
  }
}
