package dev.reveille.starter;

import org.jspecify.annotations.Nullable;

/** The namespace lacks our search attributes, or has one of another type. */
public final class NotPrepared extends ReveilleException {
  private static final long serialVersionUID = 1L;

  NotPrepared(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
