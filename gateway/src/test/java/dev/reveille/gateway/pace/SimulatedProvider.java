package dev.reveille.gateway.pace;

import java.time.Duration;

/** A provider with a few slots, in simulated time: what is beyond them is refused within 10 ms. */
final class SimulatedProvider {
  private static final Duration REFUSAL = Duration.ofMillis(10);

  private final HandTime time;
  private final Duration latency;
  private int capacity;
  private Overload refusal = Overload.answered(503, null);
  private int inHand;
  int received;
  int refused;
  int answered;
  long lastAnswerAt;

  SimulatedProvider(HandTime time, int capacity, Duration latency) {
    this.time = time;
    this.capacity = capacity;
    this.latency = latency;
  }

  void capacity(int slots) {
    capacity = slots;
  }

  void refusing(Overload refusal) {
    this.refusal = refusal;
  }

  /** An agent that asks once. */
  Waiter agent() {
    return new Waiter() {
      @Override
      public void queued(Ticket ticket) {}

      @Override
      public void go(Ticket ticket) {
        ticket.left();
        receive(ticket);
      }

      @Override
      public void gaveUp(Ticket ticket, GaveUp why) {}
    };
  }

  private void receive(Ticket ticket) {
    received++;
    if (inHand >= capacity) {
      refused++;
      Overload why = refusal;
      time.after(REFUSAL, () -> ticket.refused(why));
      return;
    }
    inHand++;
    time.after(
        latency,
        () -> {
          inHand--;
          answered++;
          lastAnswerAt = time.getAsLong();
          ticket.accepted();
          ticket.ended(0);
        });
  }
}
