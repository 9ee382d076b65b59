package dev.reveille.activities.ledger;

import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.PromisedSlots;
import dev.reveille.domain.slot.Watched;
import dev.reveille.runlog.SlotLog;
import dev.reveille.runlog.SlotLog.NewSlot;
import dev.reveille.runlog.SlotReader.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down the slots that have come due. */
final class SlotWriting {
  /** Slots in one look, and of one job. */
  private static final int MOST = 4_000;

  private static final int MOST_OF_JOB = 500;

  /** So that what was seen of the schedule was seen after the slot. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);

  private final SlotLog log;

  SlotWriting(SlotLog log) {
    this.log = log;
  }

  /** Returns whether some were left for the next look. */
  boolean write(SpecWatch.Seen seen, Instant now) {
    int written = 0;
    boolean more = false;
    for (Spec spec : seen.specs()) {
      Instant next = spec.next();
      if (next == null) {
        continue;
      }
      Instant end = end(spec, now);
      if (next.isAfter(end) && spec.until() == null) {
        continue;
      }
      if (written >= MOST) {
        return true;
      }
      Watched before = seen.before().getOrDefault(spec.id(), spec.watched());
      Watched watched = Watched.between(before, spec.watched());
      PromisedSlots promised = PromisedSlots.of(spec.promise());
      List<NewSlot> slots =
          promised.between(next.minusNanos(1), end, MOST_OF_JOB).stream()
              .map(due -> new NewSlot(spec.promise(), due, promised.isFold(due), watched))
              .toList();
      Instant following = following(promised, spec, slots, next);
      log.slots(spec.id(), slots, following);
      written += slots.size();
      more |= slots.size() == MOST_OF_JOB;
    }
    return more;
  }

  private static Instant end(Spec spec, Instant now) {
    Instant end = now.minus(AFTERWARDS).minus(spec.promise().rule().stagger().jitter());
    Instant until = spec.until();
    return until != null && until.isBefore(end) ? until : end;
  }

  private static @Nullable Instant following(
      PromisedSlots promised, Spec spec, List<NewSlot> slots, Instant next) {
    Promise promise = spec.promise();
    Instant following =
        slots.isEmpty() ? next : promised.next(promise.nominal(slots.get(slots.size() - 1).due()));
    Instant until = spec.until();
    return following != null && until != null && following.isAfter(until) ? null : following;
  }
}
