package dev.reveille.gateway.pace;

import dev.reveille.domain.Spoken;
import java.time.Duration;

/** Says of one provider why it takes no requests, for people. */
record LaneWords(String provider) {
  /** Of a request whose job would wait no longer. */
  String outOfPatience(Ticket ticket, String why) {
    return took(ticket, why)
        + "; the job's patience is "
        + Spoken.duration(ticket.ask.patience().whole())
        + ".";
  }

  /** Of a request whose agent went away while it waited. */
  String left(Ticket ticket, String why) {
    return took(ticket, why) + " before its agent left.";
  }

  String closed(String why) {
    return "The provider " + provider + " takes no requests: " + why + ".";
  }

  /**
   * @param row how often it refused in a row
   * @param limit how many requests it is given at once
   */
  String why(Overload last, int row, int limit, int waiting) {
    if (last == Overload.NONE) {
      return "it is given at most "
          + Spoken.count(limit, "request")
          + " at once, and "
          + waiting
          + " more wait";
    }
    return last.words()
        + (row > 1 ? ", " + row + " times in a row" : "")
        + (last.retryAfter() == null
            ? ""
            : ", and asks to be left alone for " + Spoken.duration(last.retryAfter()));
  }

  private String took(Ticket ticket, String why) {
    return "The provider "
        + provider
        + " took no request for "
        + Spoken.duration(Duration.ofNanos(ticket.waited))
        + ": "
        + why
        + ". This one was sent "
        + (ticket.sends == 1 ? "once" : ticket.sends + " times");
  }
}
