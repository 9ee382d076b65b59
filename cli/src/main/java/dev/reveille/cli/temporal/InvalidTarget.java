package dev.reveille.cli.temporal;

import org.jspecify.annotations.Nullable;

/** What names the Temporal server cannot be understood (exit code 2). */
public final class InvalidTarget extends Exception {
  private static final long serialVersionUID = 1;

  InvalidTarget(String message) {
    this(message, null);
  }

  InvalidTarget(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
