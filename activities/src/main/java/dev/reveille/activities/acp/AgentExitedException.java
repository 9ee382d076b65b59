package dev.reveille.activities.acp;

import dev.reveille.activities.process.ProcessExit;

/** The agent's process ended while an answer was awaited. */
public final class AgentExitedException extends AcpException {

  private static final long serialVersionUID = 1L;

  private final transient ProcessExit exit;

  AgentExitedException(String method, ProcessExit exit) {
    super(
        "the agent ended ("
            + exit.describe()
            + ") before it answered "
            + method
            + (exit.stderrTail().isBlank()
                ? "; it wrote nothing to standard error"
                : "; the end of its standard error: " + exit.stderrTail().strip()),
        null);
    this.exit = exit;
  }

  public ProcessExit exit() {
    return exit;
  }
}
