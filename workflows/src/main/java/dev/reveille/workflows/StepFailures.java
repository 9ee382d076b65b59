package dev.reveille.workflows;

import dev.reveille.domain.run.FailureType;
import dev.reveille.workflows.ExecuteActivity.Evidence;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the failures of steps. */
final class StepFailures {
  private StepFailures() {}

  /** The failure type that a name stands for. */
  static Optional<FailureType> type(@Nullable String name) {
    return Arrays.stream(FailureType.values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** What a timeout that the server had to set off means for a step. */
  interface Cut {
    RunFailed by(TimeoutFailure timeout) throws HostLost;
  }

  /** What a step's activity ended in, as the run's end. */
  static RunFailed ended(String step, ActivityFailure failure, boolean inBoot, Cut cut)
      throws HostLost {
    Throwable cause = failure.getCause();
    if (cause instanceof ApplicationFailure reported) {
      RunFailed failed = reported(step, reported);
      if (failed.type() == FailureType.HOST_LOST) {
        throw new HostLost(inBoot, failed.getMessage());
      }
      return failed;
    }
    if (cause instanceof TimeoutFailure timeout) {
      return cut.by(timeout);
    }
    if (cause instanceof CanceledFailure cancelled) {
      throw cancelled;
    }
    throw failure;
  }

  /** A reported failure as the run's end. What no step should throw is a fault of ours. */
  static RunFailed reported(String step, ApplicationFailure failure) {
    String message = failure.getOriginalMessage();
    Optional<FailureType> known = type(failure.getType());
    if (known.isPresent()) {
      String text = message == null || message.isBlank() ? known.get().sentence() : message;
      return RunFailed.reported(known.get(), text);
    }
    return RunFailed.reported(
        FailureType.INTERNAL,
        step + " failed with " + failure.getType() + (message == null ? "" : ": " + message));
  }

  /** The attempt that a step's failure names as its first detail. */
  static OptionalInt attempt(ApplicationFailure failure) {
    try {
      Integer attempt =
          failure.getDetails().getSize() == 0 ? null : failure.getDetails().get(Integer.class);
      return attempt == null ? OptionalInt.empty() : OptionalInt.of(attempt);
    } catch (DataConverterException e) {
      return OptionalInt.empty();
    }
  }

  /** What a failed turn's first detail says of its calls; nothing where there is none. */
  static Evidence evidence(ApplicationFailure failure) {
    try {
      Evidence evidence =
          failure.getDetails().getSize() == 0 ? null : failure.getDetails().get(Evidence.class);
      return evidence == null ? Evidence.NONE : evidence;
    } catch (DataConverterException e) {
      return Evidence.NONE;
    }
  }

  /** The reported failure among the causes, such as that of the attempt before. */
  static Optional<ApplicationFailure> reportedIn(@Nullable Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof ApplicationFailure failure) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }
}
