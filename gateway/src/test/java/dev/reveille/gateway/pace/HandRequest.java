package dev.reveille.gateway.pace;

import org.jspecify.annotations.Nullable;

/** A request whose provider a test plays by hand. */
final class HandRequest implements Waiter {
  private final boolean leavesAtOnce;
  private @Nullable Ticket ticket;
  private int sends;
  private @Nullable GaveUp gaveUp;

  HandRequest() {
    this(true);
  }

  HandRequest(boolean leavesAtOnce) {
    this.leavesAtOnce = leavesAtOnce;
  }

  @Override
  public void queued(Ticket ticket) {
    this.ticket = ticket;
  }

  @Override
  public void go(Ticket ticket) {
    sends++;
    if (leavesAtOnce) {
      ticket.left();
    }
  }

  @Override
  public void gaveUp(Ticket ticket, GaveUp why) {
    gaveUp = why;
  }

  Ticket ticket() {
    if (ticket == null) {
      throw new AssertionError("it was never queued");
    }
    return ticket;
  }

  int sends() {
    return sends;
  }

  String gaveUp() {
    return gaveUp == null ? "" : gaveUp.words();
  }
}
