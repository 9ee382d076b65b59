package dev.reveille.workflows;

import dev.reveille.domain.run.FailureType;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.worker.NonDeterministicException;
import java.util.function.Supplier;

/** Tells our own faults from what Temporal throws for its own purposes. */
final class OwnBugs {
  private static final String SDK_INTERNAL = "io.temporal.internal.";

  private OwnBugs() {}

  /** Does it; what it throws as a fault of ours becomes a typed failure. */
  static <R> R typed(Supplier<R> body) {
    try {
      return body.get();
    } catch (TemporalFailure failure) {
      throw failure;
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError bug) {
      rethrowIfTemporals(bug);
      throw failure(bug);
    }
  }

  /**
   * Throws on what must reach the SDK: a changed workflow (so that the deploy can be rolled back)
   * and the SDK's own signals. Its {@code Error}s are not caught by us in the first place.
   */
  static void rethrowIfTemporals(Throwable thrown) {
    if (thrown instanceof NonDeterministicException change) {
      throw change;
    }
    if (thrown instanceof RuntimeException exception
        && thrown.getClass().getName().startsWith(SDK_INTERNAL)) {
      throw exception;
    }
  }

  /** The failure of a run that could not even be opened or closed properly. */
  private static TemporalFailure failure(Throwable bug) {
    return ApplicationFailure.newBuilder()
        .setType(FailureType.INTERNAL.name())
        .setMessage("Reveille itself failed: " + bug + ". " + FailureType.INTERNAL.remedy())
        .setNonRetryable(true)
        .setCause(bug)
        .build();
  }
}
