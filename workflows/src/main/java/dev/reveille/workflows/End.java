package dev.reveille.workflows;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.workflows.ExecuteActivity.Evidence;
import dev.reveille.workflows.RecordActivity.Verdict;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run ends.
 *
 * @param verdict {@code OK}, {@code SKIPPED} or the name of a {@link FailureType}
 * @param message one sentence a person can act on
 * @param model what the model calls come to; null where nothing was judged
 * @param output what the agent said, where the starter wants it; null for every other end
 * @param bug what went wrong in our own code; null for every other end
 */
record End(
    RunStatus status,
    String verdict,
    String message,
    List<Finding> findings,
    List<String> answered,
    @Nullable ModelWork model,
    RunView.@Nullable Output output,
    @Nullable Throwable bug) {
  private static final int MESSAGE_CHARS = 1_000;
  private static final String SKIPPED = "SKIPPED";

  End {
    message = Spoken.cut(message, MESSAGE_CHARS);
    findings = List.copyOf(findings);
    answered = List.copyOf(answered);
  }

  static End skipped(String message) {
    return new End(RunStatus.SKIPPED, SKIPPED, message, List.of(), List.of(), null, null, null);
  }

  /** A probe whose agent was ready, and was dismissed. */
  static End probed(long millis) {
    return new End(
        RunStatus.SUCCEEDED,
        Verdict.OK,
        "Ready after "
            + Spoken.duration(Duration.ofMillis(millis))
            + ", and dismissed without a prompt.",
        List.of(),
        List.of(),
        null,
        null,
        null);
  }

  static End failed(FailureType type, String message) {
    return new End(RunStatus.FAILED, type.name(), message, List.of(), List.of(), null, null, null);
  }

  static End failed(RunFailed failed) {
    Evidence seen = failed.evidence();
    return new End(
        RunStatus.FAILED,
        failed.type().name(),
        failed.getMessage(),
        seen.findings(),
        seen.answered(),
        seen.model(),
        null,
        null);
  }

  static End cancelled(@Nullable String reason) {
    String words = FailureType.CANCELLED.sentence();
    return new End(
        RunStatus.CANCELLED,
        FailureType.CANCELLED.name(),
        reason == null || reason.isBlank() ? words : words + " Reason: " + reason,
        List.of(),
        List.of(),
        null,
        null,
        null);
  }

  static End bug(Throwable bug) {
    String message =
        bug instanceof ActivityFailure failure
            ? "The activity " + failure.getActivityType() + " failed: " + failure.getCause()
            : "Reveille itself failed: " + bug;
    return new End(
        RunStatus.FAILED,
        FailureType.INTERNAL.name(),
        message,
        List.of(),
        List.of(),
        null,
        null,
        bug);
  }

  static End judged(Verdict verdict) {
    if (verdict.type() == null) {
      return judged(verdict, RunStatus.SUCCEEDED, Verdict.OK, verdict.message());
    }
    Optional<FailureType> known = StepFailures.type(verdict.type());
    if (known.isPresent()) {
      return judged(verdict, RunStatus.FAILED, verdict.type(), verdict.message());
    }
    String message = "The verdict " + verdict.type() + " is unknown here: " + verdict.message();
    return judged(verdict, RunStatus.FAILED, FailureType.INTERNAL.name(), message);
  }

  private static End judged(Verdict verdict, RunStatus status, String code, String message) {
    return new End(
        status, code, message, verdict.findings(), verdict.answered(), verdict.model(), null, null);
  }

  /** The same end with what the agent said. */
  End with(RunView.@Nullable Output said) {
    return new End(status, verdict, message, findings, answered, model, said, bug);
  }

  /**
   * The server closes a workflow as canceled once that was asked for, however it ended; the record
   * must say the same.
   */
  End heeded() {
    CancellationScope whole = CancellationScope.current();
    return whole.isCancelRequested() ? cancelled(whole.getCancellationReason()) : this;
  }
}
