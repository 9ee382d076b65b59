package dev.reveille.activities.lease;

import org.jspecify.annotations.Nullable;

/**
 * Room for one agent. Taken for a boot's slot; when the boot leaves a lease, the lease keeps it
 * until the agent is dead. Free again once both have let go, in whichever order.
 */
final class Seat {
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

  synchronized void keepForLease() {
    lease = true;
  }

  void slotReleased() {
    boolean free;
    synchronized (this) {
      free = slot && !lease;
      slot = false;
    }
    if (free) {
      seats.freed();
    }
  }

  void leaseEnded() {
    boolean free;
    synchronized (this) {
      free = lease && !slot;
      lease = false;
    }
    if (free) {
      seats.freed();
    }
  }
}
