package dev.reveille.starter;

import dev.reveille.domain.run.RunKey;
import dev.reveille.starter.RunResult.Ending;
import dev.reveille.starter.RunResult.Evidence;
import dev.reveille.starter.failure.NoSuchRun;
import dev.reveille.starter.failure.WaitTimedOut;
import dev.reveille.starter.server.ServerErrors;
import dev.reveille.workflows.JobRun;
import io.grpc.Status;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a closed workflow says of its run. */
final class Ends {
  private static final String SKIPPED = "SKIPPED";

  private Ends() {}

  static RunResult good(RunKey run, String job, JobRun.Result result) {
    return new RunResult(
        run,
        job,
        result.verdict().equals(SKIPPED) ? Ending.SKIPPED : Ending.SUCCEEDED,
        result.verdict(),
        result.message(),
        new Evidence(
            duration(result.bootMillis()),
            duration(result.executeMillis()),
            result.answered(),
            result.model()),
        result.findings(),
        result.output());
  }

  /** The end of a run that returned nothing; throws where it is not the run that ended. */
  static RunResult bad(RunKey run, String job, Throwable error, @Nullable Duration longest) {
    if (error instanceof WorkflowFailedException failed) {
      return failed(run, job, failed);
    }
    if (error instanceof TimeoutException && longest != null) {
      throw new WaitTimedOut(run, longest, error);
    }
    if (ServerErrors.code(error) == Status.Code.NOT_FOUND && !ServerErrors.isOfNamespace(error)) {
      throw new NoSuchRun(run.workflowId());
    }
    throw ServerErrors.inWords("", error);
  }

  private static RunResult failed(RunKey run, String job, WorkflowFailedException failed) {
    Throwable cause = failed.getCause();
    if (cause instanceof ApplicationFailure failure) {
      return failed(run, job, failure);
    }
    if (cause instanceof CanceledFailure) {
      return end(run, job, Ending.CANCELLED, "The run was cancelled.");
    }
    if (cause instanceof TerminatedFailure) {
      return end(run, job, Ending.TERMINATED, "The run was terminated in Temporal.");
    }
    if (cause instanceof TimeoutFailure) {
      return end(run, job, Ending.TIMED_OUT, "Temporal's own limit for the run passed.");
    }
    return end(run, job, Ending.FAILED, String.valueOf(cause));
  }

  private static RunResult failed(RunKey run, String job, ApplicationFailure failure) {
    JobRun.FailureDetails details = details(failure);
    return new RunResult(
        run,
        job,
        Ending.FAILED,
        failure.getType(),
        Objects.requireNonNullElse(failure.getOriginalMessage(), ""),
        details == null
            ? Evidence.NONE
            : new Evidence(
                duration(details.bootMillis()),
                duration(details.executeMillis()),
                details.answered(),
                details.model()),
        details == null ? List.of() : details.findings(),
        null);
  }

  /** Null for a failure that was not JobRun's own, or that cannot be read. */
  private static JobRun.@Nullable FailureDetails details(ApplicationFailure failure) {
    try {
      return failure.getDetails().getSize() == 0
          ? null
          : failure.getDetails().get(0, JobRun.FailureDetails.class);
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static RunResult end(RunKey run, String job, Ending ending, String message) {
    String verdict = ending == Ending.FAILED ? "INTERNAL" : ending.name();
    return new RunResult(run, job, ending, verdict, message, Evidence.NONE, List.of(), null);
  }

  private static @Nullable Duration duration(@Nullable Long millis) {
    return millis == null ? null : Duration.ofMillis(millis);
  }
}
