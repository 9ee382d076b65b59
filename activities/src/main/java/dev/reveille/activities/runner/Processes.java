package dev.reveille.activities.runner;

import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.process.OutputListener;
import dev.reveille.activities.process.ProcessExit;
import dev.reveille.activities.process.Spawner;
import java.io.IOException;

/** What starting a program has in common for all protocols. */
final class Processes {
  private static final int NOT_FOUND = 127;
  private static final int NOT_EXECUTABLE = 126;

  private Processes() {}

  static AgentProcess start(Spawner spawner, Launch launch, OutputListener stderr)
      throws BootException {
    try {
      return spawner.start(launch, stderr);
    } catch (IOException e) {
      throw new BootException("the program could not be started: " + e.getMessage(), true, null, e);
    }
  }

  /** A program that ended before it was ready; only one that cannot be run stays that way. */
  static BootException exited(ProcessExit exit) {
    boolean passes = exit.code() != NOT_FOUND && exit.code() != NOT_EXECUTABLE;
    String said = exit.stderrTail().strip();
    return new BootException(
        "the agent ended before it was ready, with "
            + exit.describe()
            + (said.isEmpty() ? " and no word on standard error" : ": " + lastLines(said)),
        passes,
        exit.code(),
        null);
  }

  /** The end of what it said, short enough for a failure's message. */
  static String lastLines(String text) {
    int limit = 600;
    return text.length() <= limit ? text : "… " + text.substring(text.length() - limit);
  }
}
