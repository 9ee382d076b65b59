package dev.reveille.gateway.pace;

import org.jspecify.annotations.Nullable;

/**
 * One request on its way through a {@link Lane}. Its methods may be called from any thread, and
 * those that come too late do nothing.
 */
public final class Ticket {
  /** How far it has come. */
  enum State {
    WAITING,
    UNDER_WAY,
    DONE
  }

  final Lane lane;
  final Ask ask;
  final Waiter waiter;
  final long arrival;

  // All below is guarded by the lane.
  State state = State.WAITING;
  long deadline;
  long waitingSince;
  long waited;
  long sentAt;
  boolean left;
  long leftAt;
  int sends;
  int round;
  boolean proven;
  Overload last = Overload.NONE;

  Ticket(Lane lane, Ask ask, Waiter waiter, long arrival) {
    this.lane = lane;
    this.ask = ask;
    this.waiter = waiter;
    this.arrival = arrival;
  }

  /** The whole request is on its way over the network: from now on it could be refused. */
  public void left() {
    lane.left(this);
  }

  /** The provider answers it with something else than a refusal for load. */
  public void accepted() {
    lane.accepted(this);
  }

  /**
   * The provider refused it for load: it waits again at its old place, for {@link Waiter#go} or
   * {@link Waiter#gaveUp}.
   */
  public void refused(Overload refusal) {
    lane.refused(this, refusal);
  }

  /**
   * Its agent waits for it no longer. Does nothing to a request that does not wait.
   *
   * @return why it had to wait; null where it did not, or hardly
   */
  public @Nullable GaveUp abandoned() {
    return lane.abandoned(this);
  }

  /**
   * It is over, answered or not, or it waits no longer.
   *
   * @param tokens of the whole call; 0 when not known
   */
  public void ended(long tokens) {
    lane.ended(this, tokens);
  }
}
