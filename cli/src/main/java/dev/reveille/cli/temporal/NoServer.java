package dev.reveille.cli.temporal;

import org.jspecify.annotations.Nullable;

/**
 * No Temporal server was reached (exit code 3); the message names the address, where it came from,
 * and the remedy.
 */
public final class NoServer extends Exception {
  private static final long serialVersionUID = 1;

  NoServer(String message) {
    this(message, null);
  }

  NoServer(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
