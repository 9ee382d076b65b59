package dev.reveille.workflows;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunView.Output;
import dev.reveille.domain.run.Trigger;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a job: boot, execute, verify, settle. Fails with a typed failure unless green. */
@WorkflowInterface
public interface JobRun {
  String TYPE = "JobRun";
  String GRANTED = "granted";

  /**
   * The memo by which a starter asks for the output in the result; true or absent. A memo, since
   * schedules and earlier versions have no place for it in their input.
   */
  String OUTPUT_WANTED = "ReveilleOutputWanted";

  /** Returns only for a green or skipped run; every other end is a failure of the workflow. */
  @WorkflowMethod(name = TYPE)
  Result run(Input input);

  /** The session that this run waits for is its own now; the first grant stands. */
  @SignalMethod(name = GRANTED)
  void granted(SessionQueue.Grant grant);

  /** The head of the record of a run that was given this. */
  static RunOpened head(
      Input input, RunKey key, String firstRunId, String namespace, Instant due, Instant at) {
    JobDefinition definition = input.definition();
    return new RunOpened(
        key,
        firstRunId,
        namespace,
        definition.id(),
        definition.owner(),
        due,
        input.trigger(),
        definition.target().toString(),
        definition.agent() == null ? null : definition.agent().name(),
        input.digest(),
        definition.pin() == null ? null : definition.pin().model().toString(),
        definition.boot().timeout().toMillis(),
        definition.execute().timeout().toMillis(),
        at);
  }

  /**
   * What a run is given.
   *
   * @param version of this form, from 1
   * @param digest of the definition
   * @param due nominal time of a manual start or backfill; null for a scheduled run, which knows it
   *     from its schedule
   * @param offsetMillis what {@code stagger: auto} added to the nominal time; due = nominal -
   *     offset
   * @param folds second instants of doubled local times, before offset and jitter, at which nothing
   *     is to run
   */
  record Input(
      int version,
      JobDefinition definition,
      String digest,
      Trigger trigger,
      @Nullable Instant due,
      long offsetMillis,
      List<Instant> folds) {
    public static final int VERSION = 1;

    public Input {
      folds = List.copyOf(folds);
    }
  }

  /**
   * The short result of a run that did not fail; everything else is in the run log.
   *
   * @param findings as many as there is room for
   * @param output only where the starter asked for it by {@link #OUTPUT_WANTED}
   */
  record Result(
      String verdict,
      String message,
      @Nullable Long bootMillis,
      @Nullable Long executeMillis,
      List<String> answered,
      @Nullable ModelWork model,
      List<Finding> findings,
      @Nullable Output output) {
    public Result {
      answered = List.copyOf(answered);
      // Results of earlier versions lack them.
      findings = findings == null ? List.of() : List.copyOf(findings);
    }
  }

  /**
   * What a program may want to know of a failed run without the run log: the first detail of the
   * workflow's failure.
   *
   * @param findings as many as there is room for
   */
  record FailureDetails(
      Instant due,
      int bootAttempts,
      int executeAttempts,
      @Nullable Long bootMillis,
      @Nullable Long executeMillis,
      List<String> answered,
      @Nullable ModelWork model,
      List<Finding> findings) {
    public FailureDetails {
      // Failures of earlier versions lack them.
      answered = answered == null ? List.of() : List.copyOf(answered);
      findings = findings == null ? List.of() : List.copyOf(findings);
    }
  }
}
