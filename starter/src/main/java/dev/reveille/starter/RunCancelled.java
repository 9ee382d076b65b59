package dev.reveille.starter;

/** A run was cancelled; its agent is dead and its record written. */
public final class RunCancelled extends RunUnsuccessful {
  private static final long serialVersionUID = 1L;

  RunCancelled(RunResult result) {
    super(result);
  }
}
