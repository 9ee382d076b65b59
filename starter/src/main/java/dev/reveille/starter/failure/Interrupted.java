package dev.reveille.starter.failure;

import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted while it waited; its flag is set again. What it waited for
 * goes on.
 */
public final class Interrupted extends ReveilleException {
  private static final long serialVersionUID = 1L;

  public Interrupted(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
