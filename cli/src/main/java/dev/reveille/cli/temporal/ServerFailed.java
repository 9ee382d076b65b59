package dev.reveille.cli.temporal;

import org.jspecify.annotations.Nullable;

/** The embedded server could not be started; the message says why and what to do. */
public final class ServerFailed extends Exception {
  private static final long serialVersionUID = 1;

  ServerFailed(String message) {
    this(message, null);
  }

  ServerFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
