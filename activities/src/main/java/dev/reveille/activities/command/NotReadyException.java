package dev.reveille.activities.command;

import dev.reveille.activities.process.ProcessExit;

/** A program ended before it showed that it was ready. */
public final class NotReadyException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient ProcessExit exit;

  NotReadyException(String awaited, ProcessExit exit) {
    super(
        "the program ended ("
            + exit.describe()
            + ") before it was ready (expected: "
            + awaited
            + ")"
            + (exit.stderrTail().isBlank()
                ? ""
                : "; the end of its standard error: " + exit.stderrTail().strip()));
    this.exit = exit;
  }

  public ProcessExit exit() {
    return exit;
  }
}
