package dev.reveille.activities.lease;

import org.jspecify.annotations.Nullable;

/**
 * Room for one agent. Taken for a boot's slot; when the boot leaves a lease, the lease keeps it
 * until the agent is dead. Free again once both have let go, in whichever order.
 */
public final class Seat {
  private final Seats seats;
  private boolean slot = true;
  private boolean lease;
  private @Nullable String boot;

  Seat(Seats seats) {
    this.seats = seats;
  }

  synchronized void usedBy(String boot) {
    this.boot = boot;
  }

  synchronized @Nullable String boot() {
    return boot;
  }

  /** To be called while its boot still runs; then {@link #leaseEnded} frees it. */
  public synchronized void keepForLease() {
    lease = true;
  }

  void slotReleased() {
    boolean free;
    boolean used;
    synchronized (this) {
      free = slot && !lease;
      slot = false;
      used = boot != null;
    }
    if (free) {
      seats.freed(used);
    }
  }

  /** Idempotent. */
  public void leaseEnded() {
    boolean free;
    synchronized (this) {
      free = lease && !slot;
      lease = false;
    }
    if (free) {
      seats.freed(true);
    }
  }
}
