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
public final class Stop implements AutoCloseable {
  private static final String INTERRUPT = "INT";
  private static final List<String> SIGNALS = List.of("TERM", INTERRUPT, "HUP");

  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicInteger times = new AtomicInteger();
  private final Thread starting;
  private final List<Handled> handled;
  private volatile boolean started;
  private volatile Runnable hurry = () -> {};

  private record Handled(Signal signal, SignalHandler before) {}

  private Stop(boolean sparing) {
    this.starting = Thread.currentThread();
    this.handled =
        SIGNALS.stream().map(name -> handle(name, sparing && name.equals(INTERRUPT))).toList();
  }

  /** From here on, signals are this object's; until {@link #started} they interrupt the caller. */
  public static Stop onSignals() {
    return new Stop(false);
  }

  /**
   * The same, but Ctrl-C does nothing here: it is for a program in the same terminal, which gets it
   * as well.
   */
  public static Stop onSignalsButInterrupt() {
    return new Stop(true);
  }

  private Handled handle(String name, boolean spared) {
    Signal signal = new Signal(name);
    return new Handled(
        signal,
        Signal.handle(
            signal,
            caught -> {
              if (!spared) {
                ask();
              }
            }));
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

  public void started() {
    started = true;
  }

  /** What was waited for has ended by itself. */
  public void end() {
    asked.countDown();
  }

  boolean asked() {
    return asked.getCount() == 0;
  }

  /** Blocks until somebody wants the end. */
  public void await() {
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
