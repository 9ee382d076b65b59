package dev.reveille.domain.slot;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.slot.SlotFacts.OnServer;
import dev.reveille.domain.slot.SlotOutcome.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says what became of a slot. A run is the only proof that a slot was served; where there is none,
 * the likeliest reason is named, the surest first.
 */
public final class SlotJudge {
  /** How late a server that is well may start a run. */
  public static final Duration LATENESS = Duration.ofSeconds(10);

  /** What a server that catches up needs beyond the catch-up itself. */
  static final Duration MARGIN = Duration.ofSeconds(30);

  /** How the message of a slot begins for which no server was there. */
  public static final String NO_SERVER = "The server started no run";

  private SlotJudge() {}

  /** The outcome; empty while it may still become another. */
  public static Optional<SlotOutcome> judge(SlotFacts slot, Instant now) {
    SlotFacts.Run run = slot.run();
    if (run != null) {
      return run.verdict() == null
          ? Optional.empty()
          : Optional.of(SlotOutcome.of(run.runId(), run.verdict(), run.message()));
    }
    if (slot.onServer() != OnServer.ABSENT || now.isBefore(slot.latest().plus(LATENESS))) {
      return Optional.empty();
    }
    return withoutRun(slot, now);
  }

  private static Optional<SlotOutcome> withoutRun(SlotFacts slot, Instant now) {
    if (slot.fold()) {
      return outcome(
          Kind.SKIPPED,
          "The second instant of a local time that the change of clocks doubled (DST_FOLD).");
    }
    if (slot.watched() == Watched.PAUSED) {
      return outcome(Kind.PAUSED, "The job was paused.");
    }
    if (slot.watched() == Watched.GONE) {
      return outcome(
          Kind.MISSED,
          "The schedule reveille/"
              + slot.job()
              + " is not in Temporal any more, and no apply removed it; `reveille apply` writes it"
              + " again.");
    }
    SlotFacts.Other other = slot.other();
    if (other != null) {
      boolean waits = other.endedAt() == null || now.isBefore(other.endedAt().plus(LATENESS));
      switch (slot.overlap()) {
        case SKIP -> {
          return overlapped(slot, other);
        }
        case BUFFER_ONE -> {
          return waits ? Optional.empty() : overlapped(slot, other);
        }
        case BUFFER_ALL -> {
          if (waits) {
            return Optional.empty();
          }
        }
        case CANCEL_OTHER, TERMINATE_OTHER, ALLOW_ALL -> {}
      }
    }
    if (slot.watched() == Watched.CHANGED) {
      return outcome(
          Kind.MISSED,
          "The schedule reveille/"
              + slot.job()
              + " was changed in Temporal and has other times than the job file; `reveille apply`"
              + " writes them again.");
    }
    if (!slot.passedBy() && now.isBefore(slot.latest().plus(slot.catchup()).plus(MARGIN))) {
      return Optional.empty();
    }
    return outcome(
        Kind.MISSED,
        NO_SERVER
            + " within the catch-up of "
            + Spoken.duration(slot.catchup())
            + ": it was down, or could not; `reveille backfill` runs the slot now.");
  }

  private static Optional<SlotOutcome> overlapped(SlotFacts slot, SlotFacts.Other other) {
    return outcome(
        Kind.SKIPPED,
        "The run "
            + other.workflowId()
            + " still went on (overlap: "
            + slot.overlap().word()
            + ").");
  }

  private static Optional<SlotOutcome> outcome(Kind kind, String message) {
    return Optional.of(SlotOutcome.withoutRun(kind, message));
  }
}
