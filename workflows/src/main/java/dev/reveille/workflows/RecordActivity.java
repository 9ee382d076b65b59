package dev.reveille.workflows;

import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Ping;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The workflow's own hand on the run log; local activities, all idempotent. */
@ActivityInterface
public interface RecordActivity {
  /**
   * Writes the head of the run's record and its first events, and tells the job's outside watcher
   * that it begins.
   */
  @ActivityMethod(name = "open")
  void open(RunOpened opened, List<RunEvent> events, @Nullable Ping ping);

  /** Adds events that only the workflow sees, such as a lost host. */
  @ActivityMethod(name = "note")
  void note(List<RunEvent> events);

  /** Whether an effect is recorded for this chain of runs; true also when that cannot be read. */
  @ActivityMethod(name = "effect")
  boolean effectRecorded(String firstRunId);

  /** Judges the run from evidence only. */
  @ActivityMethod(name = "verify")
  Verdict verify(JobDefinition definition, ExecuteActivity.Executed executed);

  /** What the agent said, cut at {@code maxChars}; null if nothing of it is recorded. */
  @ActivityMethod(name = "output")
  RunView.@Nullable Output output(int maxChars);

  /**
   * Closes the record, and tells the alert inbox of a red run, or of a good one after it. Returns
   * the settled record.
   */
  @ActivityMethod(name = "settle")
  RunSettled settle(Settle settle);

  /**
   * The judgement: green exactly when {@code type} is null.
   *
   * @param model null for a run without a pin
   */
  record Verdict(
      @Nullable String type,
      String message,
      List<Finding> findings,
      List<String> answered,
      @Nullable ModelWork model) {
    public static final String OK = "OK";

    public Verdict {
      findings = List.copyOf(findings);
      answered = List.copyOf(answered);
    }

    /** The same judgement with more findings beside it. */
    public Verdict with(List<Finding> more) {
      return new Verdict(
          type, message, Stream.concat(findings.stream(), more.stream()).toList(), answered, model);
    }
  }

  /**
   * What the workflow knows at its end.
   *
   * @param jobName what its author calls the job
   * @param alerts whom its end is told to
   * @param told who else is told of it
   */
  record Settle(
      RunOpened opened,
      RunStatus status,
      String verdict,
      String message,
      List<Finding> findings,
      int bootAttempts,
      int executeAttempts,
      String jobName,
      AlertPolicy alerts,
      Told told) {
    public Settle {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Who is told of a run's end, beside those who get alerts.
   *
   * @param deliver channels that get a good run's result
   * @param ping of the job's outside watcher; null without one
   */
  record Told(List<String> deliver, @Nullable Ping ping) {
    public Told {
      deliver = List.copyOf(deliver);
    }
  }
}
