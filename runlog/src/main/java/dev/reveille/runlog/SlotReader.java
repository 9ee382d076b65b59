package dev.reveille.runlog;

import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.domain.slot.SlotFacts;
import dev.reveille.domain.slot.Watched;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read models of the ledger. Blocking; may be called from any thread. */
public interface SlotReader {
  /** The versions in force, and those with promised times that have no slot yet; by job and age. */
  List<Spec> specs(String owner);

  /** Slots without an outcome that came due before a moment, by id, with the run that took them. */
  List<OpenSlot> undecided(String owner, Instant dueBefore, long afterId, int limit);

  /**
   * Decided slots whose latest run, opened since, was settled after that; at most {@code limit}.
   */
  List<OpenSlot> overtaken(String owner, Instant openedSince, int limit);

  /** An earlier run of the job, started by its schedule, that went on at a slot's time. */
  Optional<SlotFacts.Other> other(String owner, String job, Instant due, Instant latest);

  /** Whether the job's schedule has started a run that came due after a slot. */
  boolean passedBy(String owner, String job, Instant due);

  /** Missed slots without a run that people were not told of, oldest first. */
  List<Untold> untold(String owner, int limit);

  /**
   * Jobs with slots that people were told of as missed or late, and not yet that they are good
   * again; with the latest such slot.
   */
  Map<String, Instant> troubled(String owner);

  /** Runs of an owner whose record is open, oldest first. */
  List<Unsettled> unsettled(String owner, Instant openedBefore, int limit);

  /** Slots as people are shown them, oldest first; the latest {@code limit} of them. */
  List<ServedSlot> list(Query query);

  /**
   * A version of a schedule's times.
   *
   * @param until when it ended; null while it is in force
   * @param next first promised nominal time that has no slot yet; null for none
   * @param leavingAt when an apply said it would remove the schedule; null if none did
   */
  record Spec(
      long id,
      Promise promise,
      @Nullable Instant until,
      @Nullable Instant next,
      Watched watched,
      Instant seenAt,
      @Nullable Instant leavingAt) {}

  /**
   * A slot without an outcome.
   *
   * @param promise null where no promise is known
   * @param queued whether its run waits for a seat, and has not booted yet
   * @param toldQueued whether people were told that it is queued for too long
   */
  record OpenSlot(
      long id,
      String job,
      Instant due,
      Instant latest,
      boolean fold,
      Watched watched,
      String workflowId,
      @Nullable Promise promise,
      SlotFacts.@Nullable Run run,
      boolean queued,
      boolean toldQueued) {}

  /** A run whose record is open. */
  record Unsettled(RunKey key, String job, Instant due) {}

  /** A missed slot. */
  record Untold(
      long id,
      String job,
      Instant due,
      String workflowId,
      String message,
      @Nullable Promise promise) {}

  /**
   * @param since due at or after; null for all
   * @param until due before
   * @param limit 1 to 10,000
   */
  record Query(@Nullable String job, @Nullable Instant since, Instant until, int limit) {
    public Query {
      if (limit < 1 || limit > 10_000) {
        throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to 10000)");
      }
    }
  }
}
