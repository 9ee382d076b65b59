package dev.reveille.agent.work;

/** The turn was cancelled while something was waited for. */
public final class Cancelled extends Exception {
  private static final long serialVersionUID = 1L;

  public Cancelled() {
    super("cancelled");
  }
}
