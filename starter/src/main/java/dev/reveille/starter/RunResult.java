package dev.reveille.starter;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.workflows.ModelWork;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, as far as the server knows it. Each model call, each tool call, the timeline and
 * an output above 64 KiB are in the run log alone, which the worker's host has: {@code reveille
 * show} prints them.
 *
 * @param job its id
 * @param verdict {@code OK}, {@code SKIPPED}, the name of a failure type such as {@code
 *     BOOT_TIMEOUT}, {@code CANCELLED}, {@code TERMINATED} or {@code TIMED_OUT}
 * @param message what happened, for a person; of a failure, with what to do
 * @param findings what was noticed, the gravest first; of a failure, as many as fit into 2 KiB
 * @param output what the agent said; null unless the run was started with {@link
 *     StartOptions#output} and ended well
 */
public record RunResult(
    RunKey run,
    String job,
    Ending ending,
    String verdict,
    String message,
    Evidence evidence,
    List<Finding> findings,
    RunView.@Nullable Output output) {
  /** How the run's workflow closed. */
  public enum Ending {
    /** With work that is proven. */
    SUCCEEDED,
    /** Without a run, on purpose, such as at the second instant of a doubled local time. */
    SKIPPED,
    FAILED,
    CANCELLED,
    /** Ended in Temporal, without a word to the run. */
    TERMINATED,
    /** By a limit of Temporal's own; Reveille sets none. */
    TIMED_OUT;

    /** Whether nobody need look. */
    public boolean good() {
      return this == SUCCEEDED || this == SKIPPED;
    }
  }

  /**
   * What is proven of the run.
   *
   * @param boot from the start of its last boot until the agent was ready; null if it never was
   * @param execute how long its turn took; null if there was none that ended
   * @param answered every model that an answer named, ten at most
   * @param model what its model calls come to; null for a run without a model, or whose calls were
   *     not judged
   */
  public record Evidence(
      @Nullable Duration boot,
      @Nullable Duration execute,
      List<String> answered,
      @Nullable ModelWork model) {
    static final Evidence NONE = new Evidence(null, null, List.of(), null);

    public Evidence {
      answered = List.copyOf(answered);
    }
  }

  public RunResult {
    requireNonNull(run, "run is null");
    requireNonNull(job, "job is null");
    requireNonNull(ending, "ending is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(message, "message is null");
    requireNonNull(evidence, "evidence is null");
    findings = List.copyOf(findings);
  }

  /** Whether nobody need look. */
  public boolean good() {
    return ending.good();
  }

  /**
   * This result if it is good.
   *
   * @throws RunUnsuccessful as {@link RunFailed}, {@link RunCancelled} or {@link RunTerminated}
   */
  public RunResult orThrow() {
    return switch (ending) {
      case SUCCEEDED, SKIPPED -> this;
      case FAILED -> throw new RunFailed(this);
      case CANCELLED -> throw new RunCancelled(this);
      case TERMINATED, TIMED_OUT -> throw new RunTerminated(this);
    };
  }
}
