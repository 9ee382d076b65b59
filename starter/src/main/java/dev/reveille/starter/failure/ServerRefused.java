package dev.reveille.starter.failure;

/**
 * The server answered, and would not: a permission is missing, a limit is reached, or a request is
 * not to its liking. The message has its own words; the cause has its status.
 */
public final class ServerRefused extends ReveilleException {
  private static final long serialVersionUID = 1L;

  public ServerRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
