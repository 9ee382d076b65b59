package dev.reveille.cli.session;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked; the message says what was found and what to do. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The run, gate or check failed. */
  public static final int FAILED = 1;

  /** Usage, or an invalid definition. */
  public static final int USAGE = 2;

  /** No server reached. */
  public static final int NO_SERVER = 3;

  private final int exitCode;

  private Failure(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** What was asked for cannot be meant. */
  public static Failure usage(String message) {
    return new Failure(USAGE, message, null);
  }

  /** It was tried, and did not work. */
  public static Failure failed(String message, @Nullable Throwable cause) {
    return new Failure(FAILED, message, cause);
  }

  public int exitCode() {
    return exitCode;
  }
}
