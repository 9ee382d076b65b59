package dev.reveille.starter;

/** The Temporal server cannot be reached, or does not know the namespace. */
public final class NoServer extends ReveilleException {
  private static final long serialVersionUID = 1L;

  NoServer(String message, Throwable cause) {
    super(message, cause);
  }
}
