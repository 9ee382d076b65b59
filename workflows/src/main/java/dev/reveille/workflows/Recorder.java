package dev.reveille.workflows;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Ping;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunView;
import dev.reveille.workflows.ExecuteActivity.Executed;
import dev.reveille.workflows.RecordActivity.Settle;
import dev.reveille.workflows.RecordActivity.Verdict;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The workflow's way to the run log: local activities, which cost one event each and run within the
 * workflow task that is there anyway.
 */
final class Recorder {
  private static final Logger LOG = Workflow.getLogger(Recorder.class);

  /** It stands in the history twice, which takes a few hundred kilobytes easily. */
  private static final int OUTPUT_CHARS = 64 * 1024;

  private static final Duration ONE_TRY = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Longer pauses are durable timers, so that a sick run log does not hold workflow tasks open. */
  private static final Duration LONGEST_LOCAL_PAUSE = Duration.ofSeconds(1);

  private final RecordActivity record =
      Workflow.newLocalActivityStub(
          RecordActivity.class,
          options("record", Limits.RECORDING),
          Map.of(
              "open", options("open the record", Limits.RECORDING),
              "note", options("note what only the workflow saw", Limits.RECORDING),
              "effect", options("ask whether work was begun", Limits.RECORDING),
              "output", options("read what the agent said", ONE_TRY),
              "verify", options("judge the evidence", Limits.RECORDING),
              "settle", options("close the record", Limits.SETTLING)));

  private static LocalActivityOptions options(String summary, Duration bound) {
    return LocalActivityOptions.newBuilder()
        .setStartToCloseTimeout(ONE_TRY)
        .setScheduleToCloseTimeout(bound)
        // They are known from elsewhere in the history, which would hold the definition once more.
        .setDoNotIncludeArgumentsIntoMarker(true)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setMaximumInterval(LONGEST_PAUSE)
                .setMaximumAttempts(attempts(bound))
                .build())
        .setLocalRetryThreshold(LONGEST_LOCAL_PAUSE)
        .setSummary(summary)
        .build();
  }

  /**
   * As many as pauses of 1, 2, 4, 8, 10, 10, … s let into the bound. With the attempts used up the
   * last failure is told; of the bound itself, which cuts attempts that hang, no reason is known.
   */
  private static int attempts(Duration bound) {
    int attempts = 1;
    Duration pause = Duration.ofSeconds(1);
    for (Duration left = bound.minus(pause); !left.isNegative(); left = left.minus(pause)) {
      attempts++;
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
    return attempts;
  }

  /**
   * Opens the record, of a run that is already cancelled too.
   *
   * @throws ActivityFailure when the run log could not be reached; then nothing may run
   */
  void open(RunOpened opened, List<RunEvent> events, @Nullable Ping ping) {
    detached(() -> record.open(opened, events, ping));
  }

  /** Notes events as well as it can: a run is worth more than a note about it. */
  void note(List<RunEvent> events) {
    try {
      record.note(events);
    } catch (ActivityFailure failure) {
      throwIfCancelled(failure);
      LOG.warn("{} could not be noted", events, failure);
    }
  }

  /** Whether work was begun. Evidence that cannot be read counts as effect. */
  boolean effectRecorded() {
    try {
      return record.effectRecorded(Workflow.getInfo().getFirstExecutionRunId());
    } catch (ActivityFailure failure) {
      throwIfCancelled(failure);
      LOG.warn("the effect mark cannot be read, so it counts as set", failure);
      return true;
    }
  }

  /** Judges a turn that is over. */
  Verdict verify(JobDefinition definition, Executed executed) {
    try {
      return record.verify(definition, executed);
    } catch (ActivityFailure failure) {
      throwIfCancelled(failure);
      throw failure;
    }
  }

  /**
   * What the agent said; null where it cannot be read, since a run is worth more than its words.
   */
  RunView.@Nullable Output output() {
    try {
      return record.output(OUTPUT_CHARS);
    } catch (ActivityFailure failure) {
      throwIfCancelled(failure);
      LOG.warn("the output cannot be read", failure);
      return null;
    }
  }

  /**
   * Closes the record within a bound; the sweeper closes what could not be closed here.
   *
   * @return the record as it stands, which may be an earlier settling; null when it is not known
   */
  @Nullable RunSettled settle(Settle settle) {
    CompletablePromise<RunSettled> settled = Workflow.newPromise();
    try {
      detached(() -> settled.complete(record.settle(settle)));
      return settled.get();
    } catch (ActivityFailure failure) {
      LOG.warn("{}: the record could not be closed", settle.opened().key(), failure);
      return null;
    }
  }

  private static void detached(Runnable work) {
    Workflow.newDetachedCancellationScope(work).run();
  }

  private static void throwIfCancelled(ActivityFailure failure) {
    if (failure.getCause() instanceof CanceledFailure cancelled
        && CancellationScope.current().isCancelRequested()) {
      throw cancelled;
    }
  }
}
