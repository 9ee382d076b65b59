package dev.reveille.workflows;

import dev.reveille.workflows.ResultDelivery.Result;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Channels that take every result, but for those that are dead or out of order. */
final class ScriptedResults implements ResultActivity {
  final Set<String> dead = ConcurrentHashMap.newKeySet();
  final Set<String> refusing = ConcurrentHashMap.newKeySet();
  final List<String> delivered = new CopyOnWriteArrayList<>();
  final List<String> lost = new CopyOnWriteArrayList<>();
  final AtomicInteger tries = new AtomicInteger();
  volatile long backAt = Long.MAX_VALUE;
  private final LongSupplier now;

  /**
   * @param now in milliseconds, by which the dead come back
   */
  ScriptedResults(LongSupplier now) {
    this.now = now;
  }

  @Override
  public void deliver(Result result, String channel) {
    tries.incrementAndGet();
    if (refusing.contains(channel)) {
      throw ApplicationFailure.newNonRetryableFailure("it answers 404", "UNDELIVERED");
    }
    if (dead.contains(channel) && now.getAsLong() < backAt) {
      throw new IllegalStateException("it answers 503");
    }
    delivered.add(channel + " " + result.key().workflowId());
  }

  @Override
  public void lost(Result result, String channel, String why) {
    lost.add(channel + ": " + why);
  }
}
