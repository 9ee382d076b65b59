package dev.reveille.gateway.pace;

/** Calls back later; a test drives it by hand. */
@FunctionalInterface
public interface Alarm {
  /**
   * Runs the task once, after so many nanoseconds, on a thread of its own. A task that comes late
   * does no harm.
   */
  void after(long nanos, Runnable task);
}
