package dev.reveille.activities.ping;

import dev.reveille.domain.run.RunKey;
import org.jspecify.annotations.Nullable;

/** A ping on its way, and how often it was tried. */
final class Waiting {
  final Signal signal;
  final @Nullable RunKey run;
  final String body;
  private int tries;

  Waiting(Signal signal, @Nullable RunKey run, String body) {
    this.signal = signal;
    this.run = run;
    this.body = body;
  }

  /** Counts a try; the first is 0. */
  int tried() {
    return tries++;
  }

  /** Whether a later ping makes this one needless: a start whose end is known already. */
  boolean isOvertakenBy(Waiting later) {
    return signal == Signal.START
        && later.signal != Signal.START
        && run != null
        && run.equals(later.run);
  }
}
