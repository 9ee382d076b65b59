package dev.reveille.starter.failure;

/** The Temporal server cannot be reached, or does not know the namespace. */
public final class NoServer extends ReveilleException {
  private static final long serialVersionUID = 1L;

  public NoServer(String message, Throwable cause) {
    super(message, cause);
  }
}
