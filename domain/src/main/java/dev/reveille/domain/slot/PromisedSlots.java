package dev.reveille.domain.slot;

import dev.reveille.domain.schedule.DueTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The due times that a promise holds, and whether a server's own list of times agrees with them.
 */
public final class PromisedSlots {
  /** As many due times as a jitter can span. */
  private static final int MOST_BEHIND = 10_000;

  private final Promise promise;
  private final DueTimes due;
  private final TreeSet<Instant> folds;

  private PromisedSlots(Promise promise) {
    this.promise = promise;
    this.due = DueTimes.of(promise.rule());
    this.folds = new TreeSet<>(promise.folds());
  }

  /**
   * @throws IllegalArgumentException if the rule cannot be read
   */
  public static PromisedSlots of(Promise promise) {
    return new PromisedSlots(promise);
  }

  /** The first promised time, as the server's nominal one, after a moment; null for none. */
  public @Nullable Instant next(Instant after) {
    Instant latest = after.minus(promise.offset());
    Instant next = due.next(latest).orElse(null);
    Instant fold = folds.higher(latest);
    Instant first = next == null || (fold != null && fold.isBefore(next)) ? fold : next;
    return first == null ? null : promise.nominal(first);
  }

  /**
   * The due times whose nominal time is after one moment and not after another, in order.
   *
   * @param limit most of them, the earliest first
   */
  public List<Instant> between(Instant after, Instant to, int limit) {
    List<Instant> found = new ArrayList<>();
    Instant nominal = next(after);
    while (nominal != null && !nominal.isAfter(to) && found.size() < limit) {
      found.add(nominal.minus(promise.offset()));
      nominal = next(nominal);
    }
    return found;
  }

  /** Whether it is the second instant of a doubled local time, at which nothing is to run. */
  public boolean isFold(Instant dueTime) {
    return folds.contains(dueTime);
  }

  /**
   * Whether the server's next times, jitter included, are those promised here: each has one behind
   * it, and none is left out. Folds may be left out.
   */
  public boolean agree(List<Instant> served) {
    Instant before = null;
    for (Instant at : served) {
      boolean first = before == null;
      Instant from = before == null ? at.minus(jitter()).minusNanos(1) : before;
      List<Instant> behind = between(from, at, MOST_BEHIND);
      long wanted = behind.stream().filter(time -> !isFold(time)).count();
      if (behind.isEmpty() || !reaches(behind, at) || (!first && wanted > 1)) {
        return false;
      }
      before = at;
    }
    return true;
  }

  private boolean reaches(List<Instant> behind, Instant at) {
    Instant last = promise.nominal(behind.get(behind.size() - 1));
    return !last.plus(jitter()).isBefore(at);
  }

  private Duration jitter() {
    return promise.rule().stagger().jitter();
  }
}
