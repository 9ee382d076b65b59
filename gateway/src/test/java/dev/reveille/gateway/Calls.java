package dev.reveille.gateway;

import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Keeps what the gateway records, and lets a test wait for it. */
final class Calls implements CallRecorder {
  private final List<ModelCall> all = new ArrayList<>();
  private final List<ToolUse> tools = new ArrayList<>();
  private final List<Tunnel> tunnels = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private Runnable beforeEffect = () -> {};

  @Override
  public synchronized void effect(RunKey key, int attempt, Instant at) {
    beforeEffect.run();
    order.add("effect of " + key.workflowId() + " attempt " + attempt);
    notifyAll();
  }

  @Override
  public synchronized void call(ModelCall call) {
    all.add(call);
    order.add((call.endedAt() == null ? "start " : "end ") + call.seq());
    notifyAll();
  }

  @Override
  public synchronized void tool(ToolUse use) {
    tools.add(use);
    notifyAll();
  }

  @Override
  public synchronized void tunnel(Tunnel tunnel) {
    tunnels.add(tunnel);
    notifyAll();
  }

  synchronized List<ToolUse> tools() {
    return List.copyOf(tools);
  }

  synchronized List<Tunnel> tunnels() {
    return List.copyOf(tunnels);
  }

  /** What comes before each mark of an effect from now on, such as a failure. */
  synchronized void beforeEffect(Runnable first) {
    beforeEffect = first;
  }

  static void logIsGone() {
    throw new IllegalStateException("the run log is gone");
  }

  synchronized List<String> order() {
    return List.copyOf(order);
  }

  synchronized List<ModelCall> ended() {
    return all.stream().filter(call -> call.endedAt() != null).toList();
  }

  ModelCall onlyEnded() throws InterruptedException {
    List<ModelCall> ended = awaitEnded(1);
    if (ended.size() != 1) {
      throw new AssertionError("expected one call, found: " + ended);
    }
    return ended.get(0);
  }

  /** Blocks until so many calls are recorded as under way, whether they wait or were sent. */
  synchronized void awaitStarted(int count) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (order.stream().filter(line -> line.startsWith("start ")).count() < count) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("not recorded within 20 s; so far: " + all);
      }
      wait(left);
    }
  }

  List<ModelCall> awaitEnded(int count) throws InterruptedException {
    return await(calls -> calls.size() >= count);
  }

  private synchronized List<ModelCall> await(Predicate<List<ModelCall>> enough)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!enough.test(ended())) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("not recorded within 20 s; so far: " + all);
      }
      wait(left);
    }
    return ended();
  }
}
