package dev.reveille.activities.runner;

import org.jspecify.annotations.Nullable;

/** A boot that failed by itself, before its limit. */
public final class BootException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean transientCause;
  private final @Nullable Integer exitCode;

  /**
   * @param transientCause whether another attempt can help; a missing program or a bad definition
   *     stays as it is
   */
  public BootException(
      String message,
      boolean transientCause,
      @Nullable Integer exitCode,
      @Nullable Throwable cause) {
    super(message, cause);
    this.transientCause = transientCause;
    this.exitCode = exitCode;
  }

  public boolean transientCause() {
    return transientCause;
  }

  public @Nullable Integer exitCode() {
    return exitCode;
  }
}
