package dev.reveille.gateway.pace;

import java.time.Duration;
import java.util.List;

/**
 * The one back-off that all requests of a lane share. It opens on a refusal while nothing else was
 * under way, and on the third in a row; resilience4j's breaker opens on a share of failures among
 * many, which would take the very requests that this one is to save. Not thread-safe.
 */
final class Breaker {
  private static final int ROW_THAT_OPENS = 3;

  /** Later by up to a tenth, so that several workers do not come back as one. */
  private static final double JITTER = 0.1;

  private final List<Duration> pauses;
  private final Chance chance;
  private int row;
  private int rowSinceLetIn;
  private long lastRefusal;
  private long until;
  private boolean open;
  private Overload last = Overload.NONE;

  /** Where the jitter comes from: 0 up to 1. */
  @FunctionalInterface
  interface Chance {
    double next();
  }

  Breaker(List<Duration> pauses, Chance chance, long now) {
    this.pauses = pauses;
    this.chance = chance;
    this.until = now;
  }

  BreakerState state(long now) {
    if (!open) {
      return BreakerState.CLOSED;
    }
    return pause(now) > 0 ? BreakerState.OPEN : BreakerState.HALF_OPEN;
  }

  /** Nanoseconds for which nothing may go out; 0 for none. */
  long pause(long now) {
    return Math.max(0, until - now);
  }

  /** Whether the next request is to be proven before another follows. */
  boolean isOpen() {
    return open;
  }

  int row() {
    return row;
  }

  /** The last refusal since the provider last took a request. */
  Overload last() {
    return row == 0 ? Overload.NONE : last;
  }

  /**
   * @param alone whether nothing else was under way
   * @return whether it is open now
   */
  boolean refused(Overload refusal, long sentAt, boolean alone, long now) {
    // Requests that were sent before the last refusal came tell nothing new.
    boolean next = row == 0 || sentAt - lastRefusal > 0;
    if (next) {
      row++;
      rowSinceLetIn++;
      lastRefusal = now;
    }
    last = refusal;
    // What is at work there shows that it is not down, only full.
    int count = alone || open ? row : rowSinceLetIn;
    long pause = 0;
    Duration asked = refusal.retryAfter();
    if (asked != null && (asked.toNanos() > 0 || count > 1)) {
      // A provider that names a short time again and again is not asked that often.
      pause = Math.max(asked.toNanos(), count > 1 ? own(count - 2) : 0);
    } else if (next) {
      pause = own(count - 1);
    }
    if (now + pause - until > 0) {
      until = now + pause + (long) (pause * JITTER * chance.next());
    }
    open |= alone || rowSinceLetIn >= ROW_THAT_OPENS;
    return open;
  }

  /** The provider seems to have let a request in. */
  void letIn(long sentAt) {
    if (sentAt - lastRefusal > 0) {
      open = false;
      rowSinceLetIn = 0;
    }
  }

  /** The provider answers a request; only this ends a row, as some refuse after a long time. */
  void answered(long sentAt) {
    if (row > 0 && sentAt - lastRefusal > 0) {
      row = 0;
    }
  }

  private long own(int index) {
    return pauses.get(Math.min(index, pauses.size() - 1)).toNanos();
  }
}
