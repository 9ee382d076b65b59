package dev.reveille.gateway.pace;

/** One who waits to be let through. Called on any thread, never under a lock; must not block. */
public interface Waiter {
  /** It is queued, under this ticket. */
  void queued(Ticket ticket);

  /** The request may go out now; called again after each {@link Ticket#refused}. */
  void go(Ticket ticket);

  /** It has waited as long as it may, and must not go out any more. Called at most once. */
  void gaveUp(Ticket ticket, GaveUp why);
}
