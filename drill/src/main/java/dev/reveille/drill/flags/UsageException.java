package dev.reveille.drill.flags;

/**
 * Words that a drill program was given and does not understand; the message says what it expects.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
