package dev.reveille.starter.failure;

import org.jspecify.annotations.Nullable;

/**
 * What could not be done, in words for people; each reason is a class of its own. No exception of
 * Temporal's or gRPC's is ever thrown by a client, but one may be the cause.
 */
public abstract class ReveilleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected ReveilleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Never null, unlike what it overrides. */
  @Override
  public final String getMessage() {
    String message = super.getMessage();
    return message == null ? getClass().getSimpleName() : message;
  }
}
