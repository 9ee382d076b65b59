package dev.reveille.activities.ping;

import java.time.Duration;

/** Does work later, on a thread that may block. */
@FunctionalInterface
public interface Timer {
  /** Does it after that time; with zero, as soon as a thread is free. */
  void after(Duration delay, Runnable work);
}
