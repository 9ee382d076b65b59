package dev.reveille.starter.failure;

import org.jspecify.annotations.Nullable;

/** The namespace lacks our search attributes, or has one of another type. */
public final class NotPrepared extends ReveilleException {
  private static final long serialVersionUID = 1L;

  public NotPrepared(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
