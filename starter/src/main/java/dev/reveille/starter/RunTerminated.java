package dev.reveille.starter;

/**
 * A run was ended in Temporal, without a word to it: by a terminate, by an {@code overlap} of
 * {@code terminateOther}, or by a limit of Temporal's own. Its agent is dead within fifteen
 * seconds.
 */
public final class RunTerminated extends RunUnsuccessful {
  private static final long serialVersionUID = 1L;

  RunTerminated(RunResult result) {
    super(result);
  }
}
