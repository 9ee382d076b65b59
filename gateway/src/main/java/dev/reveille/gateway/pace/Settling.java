package dev.reveille.gateway.pace;

/**
 * How long after it has left a request counts as let in, unless it is refused before. Times are
 * nanoseconds; guarded by the lane.
 */
final class Settling {
  private static final int SLOWEST = 50;

  /** The very first request has a connection to make, too. */
  private static final int COLD = 5;

  private final long least;
  private long settle;
  private boolean cold = true;

  Settling(long least) {
    this.least = least;
    this.settle = COLD * least;
  }

  /**
   * When it counts as let in. A first connection, or a run log that is slow to take the effect
   * mark, holds a request back for longer than a refusal takes.
   */
  long at(Ticket ticket) {
    return (ticket.left ? ticket.leftAt : ticket.sentAt + longest()) + settle;
  }

  void letIn() {
    settle = cold ? least : settle;
    cold = false;
  }

  /**
   * Where refusals come late, nothing counts as let in before they could have come.
   *
   * @param took how long the refusal took
   */
  void refused(long took) {
    settle = Math.max(least, Math.min(longest(), 2 * took));
    cold = false;
  }

  private long longest() {
    return SLOWEST * least;
  }
}
