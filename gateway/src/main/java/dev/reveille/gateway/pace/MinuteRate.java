package dev.reveille.gateway.pace;

import dev.reveille.domain.settings.Provider.Rate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was sent in the last minute, held against a rate. Never more than the rate in any minute,
 * which resilience4j's limiter, with its fixed periods and one count, does not promise.
 */
final class MinuteRate {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** An amount is kept for a minute, so that what is kept is bounded by the rate itself. */
  private record Sent(long at, long amount) {}

  private final Rate rate;
  private final Deque<Sent> requests = new ArrayDeque<>();
  private final Deque<Sent> tokens = new ArrayDeque<>();
  private long tokensInMinute;
  private double usualTokens;
  private int underWay;

  MinuteRate(Rate rate) {
    this.rate = rate;
  }

  /** When the next request may go: now, or later; never more than a minute later. */
  long next(long now) {
    forget(now);
    long at = now;
    if (rate.requests() > 0 && requests.size() >= rate.requests()) {
      at = Math.max(at, requests.getFirst().at() + MINUTE);
    }
    if (rate.tokens() > 0 && !tokens.isEmpty()) {
      at = Math.max(at, whenTokensFit(now));
    }
    return at;
  }

  void sent(long now) {
    if (rate.requests() > 0) {
      requests.addLast(new Sent(now, 1));
    }
    underWay++;
  }

  /**
   * @param used tokens of the whole call; 0 when it was refused
   */
  void ended(long now, long used) {
    underWay--;
    if (rate.tokens() > 0 && used > 0) {
      tokens.addLast(new Sent(now, used));
      tokensInMinute += used;
      usualTokens = usualTokens == 0 ? used : usualTokens * 0.8 + used * 0.2;
    }
  }

  /** What is under way will use tokens too, as much as calls usually do. */
  private long whenTokensFit(long now) {
    double expected = tokensInMinute + usualTokens * (underWay + 1);
    for (Sent each : tokens) {
      if (expected <= rate.tokens()) {
        break;
      }
      expected -= each.amount();
      now = each.at() + MINUTE;
    }
    return now;
  }

  private void forget(long now) {
    while (!requests.isEmpty() && requests.getFirst().at() + MINUTE <= now) {
      requests.removeFirst();
    }
    while (!tokens.isEmpty() && tokens.getFirst().at() + MINUTE <= now) {
      tokensInMinute -= tokens.removeFirst().amount();
    }
  }
}
