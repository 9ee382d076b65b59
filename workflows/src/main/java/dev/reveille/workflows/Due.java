package dev.reveille.workflows;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.Trigger;
import dev.reveille.workflows.JobRun.Input;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a run was due, and what that means for it.
 *
 * @param due the nominal time, before offset and jitter
 * @param message why the run is not to run; empty for one that is
 */
record Due(Instant due, Decision decision, String message) {
  enum Decision {
    RUN,
    /** The second instant of a doubled local time. */
    SKIP,
    /** No worker was there in time. */
    MISS
  }

  /**
   * @param scheduled the schedule's nominal time with its offset; null when the server gave none
   * @param started when the server started the run
   * @param now when a worker first took it up
   */
  static Due of(Input input, @Nullable Instant scheduled, Instant started, Instant now) {
    Instant due = due(input, scheduled, started);
    if (input.trigger() != Trigger.MANUAL && input.folds().contains(due)) {
      return new Due(due, Decision.SKIP, fold(due));
    }
    if (input.trigger() == Trigger.SCHEDULE && missed(input, due, started, now)) {
      return new Due(due, Decision.MISS, missed(input.definition(), due, now));
    }
    return new Due(due, Decision.RUN, "");
  }

  private static Instant due(Input input, @Nullable Instant scheduled, Instant started) {
    if (input.due() != null) {
      return input.due();
    }
    return (scheduled == null ? started : scheduled).minusMillis(input.offsetMillis());
  }

  /**
   * A start that the server itself made late (a backfill in the Web UI, a run buffered behind
   * another, the server's own catch-up) is no miss; only the wait for a worker after it can be.
   */
  private static boolean missed(Input input, Instant due, Instant started, Instant now) {
    JobDefinition definition = input.definition();
    Duration slack =
        definition.schedule().stagger().jitter().plusMillis(Math.max(0, input.offsetMillis()));
    Instant latest = due.plus(slack).plus(definition.catchup());
    boolean startedInTime = !started.isAfter(latest);
    boolean waitedTooLong = now.isAfter(started.plus(definition.catchup()));
    return now.isAfter(latest) && (startedInTime || waitedTooLong);
  }

  private static String missed(JobDefinition definition, Instant due, Instant now) {
    return "Due "
        + due
        + ", but no worker was there until "
        + now
        + ", "
        + Spoken.duration(Duration.between(due, now))
        + " later; catchup is "
        + Spoken.duration(definition.catchup())
        + ".";
  }

  private static String fold(Instant due) {
    return "Skipped: "
        + due
        + " is the second instant of a local time that the change of clocks doubled (DST_FOLD);"
        + " the job is due at the first one only.";
  }
}
