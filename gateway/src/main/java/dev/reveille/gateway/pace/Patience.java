package dev.reveille.gateway.pace;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long the requests of one attempt may still wait. Requests that wait at the same time use it
 * up once. Thread-safe.
 */
public final class Patience {
  private final long whole;
  private final LongSupplier nanos;
  private long spent;
  private int waiting;
  private long since;

  public Patience(Duration whole, LongSupplier nanos) {
    this.whole = whole.toNanos();
    this.nanos = nanos;
  }

  /** A request begins to wait; returns the nanoseconds that are left. */
  synchronized long begin() {
    long now = nanos.getAsLong();
    if (waiting++ == 0) {
      since = now;
    }
    return whole - spent - (now - since);
  }

  /** A request waits no longer. */
  synchronized void end() {
    if (--waiting == 0) {
      spent += nanos.getAsLong() - since;
    }
  }

  /** The whole of it, as the job gives it. */
  Duration whole() {
    return Duration.ofNanos(whole);
  }
}
