package dev.reveille.starter.failure;

/** The server knows no run of this id. */
public final class NoSuchRun extends ReveilleException {
  private static final long serialVersionUID = 1L;

  public NoSuchRun(String run) {
    super("no run '" + run + "' is known to the server; `reveille runs` lists them", null);
  }
}
