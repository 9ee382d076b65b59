package dev.reveille.activities.web;

/**
 * No answer could be had. The message names neither the target nor anything else of the request.
 */
public final class Unsent extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean forGood;

  private Unsent(String message, boolean forGood) {
    super(message);
    this.forGood = forGood;
  }

  static Unsent forNow(String message) {
    return new Unsent(message, false);
  }

  static Unsent forGood(String message) {
    return new Unsent(message, true);
  }

  /** Whether another try must end the same way. */
  public boolean forGood() {
    return forGood;
  }
}
