package dev.reveille.gateway.pace;

import java.time.Instant;
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
  final String job;
  final Instant due;
  final @Nullable String model;
  final Patience patience;
  final Waiter waiter;
  final long arrival;

  // All below is guarded by the lane.
  State state = State.WAITING;
  long deadline;
  long waitingSince;
  long waited;
  long sentAt;
  int sends;
  int round;
  boolean proven;
  Overload last = Overload.NONE;

  Ticket(
      Lane lane,
      String job,
      Instant due,
      @Nullable String model,
      Patience patience,
      Waiter waiter,
      long arrival) {
    this.lane = lane;
    this.job = job;
    this.due = due;
    this.model = model;
    this.patience = patience;
    this.waiter = waiter;
    this.arrival = arrival;
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
   * It is over, answered or not, or it waits no longer.
   *
   * @param tokens of the whole call; 0 when not known
   */
  public void ended(long tokens) {
    lane.ended(this, tokens);
  }

  /** How often it was let through. */
  public int sends() {
    return lane.sends(this);
  }
}
