package dev.reveille.activities.runner;

import dev.reveille.domain.run.FailureType;
import org.jspecify.annotations.Nullable;

/** A turn that failed, with the type the run will carry. */
public final class TurnException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureType type;
  private final @Nullable Integer exitCode;

  public TurnException(
      FailureType type, String message, @Nullable Integer exitCode, @Nullable Throwable cause) {
    super(message, cause);
    this.type = type;
    this.exitCode = exitCode;
  }

  public FailureType type() {
    return type;
  }

  /** The process' exit code, where it ended. */
  public @Nullable Integer exitCode() {
    return exitCode;
  }
}
