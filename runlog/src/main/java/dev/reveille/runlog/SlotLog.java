package dev.reveille.runlog;

import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.SlotOutcome;
import dev.reveille.domain.slot.Watched;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What schedules promised and what became of it, as the ledger writes it. Every method is
 * idempotent and blocks until the write is committed.
 *
 * @see SlotReader
 */
public interface SlotLog {
  /**
   * Records a version of a schedule's times and ends the version before it; the same version again
   * changes nothing.
   *
   * @param next its first promised nominal time; null for none
   */
  void promise(Promise promise, @Nullable Instant next, Watched watched, Instant seenAt);

  /** Notes how schedules were seen to stand. */
  void seen(Collection<Long> specs, Watched watched, Instant at);

  /** Notes that an apply is about to remove these jobs' schedules. */
  void leaving(String owner, Collection<String> jobs, Instant at);

  /** Ends a version: nothing is promised from then on. */
  void end(long spec, Instant until);

  /**
   * Writes slots, once each, and from where on the next are to be written; all or none.
   *
   * @param next null when there are no more
   */
  void slots(long spec, List<NewSlot> slots, @Nullable Instant next);

  /**
   * Writes slots for runs that the schedule started without a promise known here, as after somebody
   * changed its times. Returns how many.
   *
   * @param openedBefore leaves a run the time to get the slot that was promised
   */
  int adopt(String owner, Instant openedSince, Instant openedBefore);

  /**
   * Writes what became of slots. What a run says stands before what was said without one; else the
   * first word stands. Returns those that were really written.
   */
  List<Decision> decide(List<Decision> decisions, Instant at);

  /** Notes that people were told that these were missed. */
  void toldMissed(Collection<Long> slots, Instant at);

  /** Notes that people were told that these are queued for too long. */
  void toldQueued(Collection<Long> slots, Instant at);

  /** Notes that people were told that a job is good again since slots that came due before. */
  void toldGood(String owner, String job, Instant due, Instant at);

  /** A slot to be written. */
  record NewSlot(Promise promise, Instant due, boolean fold, Watched watched) {}

  /** What became of a slot. */
  record Decision(long slot, String job, SlotOutcome outcome) {}
}
