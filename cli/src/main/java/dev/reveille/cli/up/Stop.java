package dev.reveille.cli.up;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Waits for the wish to end: SIGTERM, Ctrl-C, a terminal that is closed, or an interrupt of the
 * waiting thread. A shutdown hook would not do: the exit code would be the signal's.
 */
final class Stop implements AutoCloseable {
  private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");

  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicInteger times = new AtomicInteger();
  private final Thread starting;
  private final List<Handled> handled;
  private volatile boolean started;
  private volatile Runnable hurry = () -> {};

  private record Handled(Signal signal, SignalHandler before) {}

  private Stop() {
    this.starting = Thread.currentThread();
    this.handled = SIGNALS.stream().map(this::handle).toList();
  }

  /** From here on, signals are this object's; until {@link #started} they interrupt the caller. */
  static Stop onSignals() {
    return new Stop();
  }

  private Handled handle(String name) {
    Signal signal = new Signal(name);
    return new Handled(signal, Signal.handle(signal, caught -> ask()));
  }

  private void ask() {
    int time = times.incrementAndGet();
    asked.countDown();
    if (!started) {
      starting.interrupt();
    }
    if (time == 2) {
      hurry.run();
    } else if (time > 2) {
      Runtime.getRuntime().halt(130);
    }
  }

  /** A second signal runs this, on the signal's thread. */
  void onSecond(Runnable action) {
    hurry = action;
  }

  void started() {
    started = true;
  }

  boolean asked() {
    return asked.getCount() == 0;
  }

  /** Blocks until somebody wants the end. */
  void await() {
    try {
      asked.await();
    } catch (InterruptedException e) {
      asked.countDown();
    }
  }

  @Override
  public void close() {
    handled.forEach(each -> Signal.handle(each.signal(), each.before()));
  }
}
