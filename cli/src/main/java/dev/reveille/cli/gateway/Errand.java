package dev.reveille.cli.gateway;

import dev.reveille.cli.session.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The agent that a person wants to see through the gateway. It has the terminal, which the spawner
 * of agents would not give it.
 */
final class Errand {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Process process;

  private Errand(Process process) {
    this.process = process;
  }

  /**
   * @param aside whether what it prints goes to standard error, since standard output is promised
   *     to a document
   * @throws Failure when there is no such program
   */
  static Errand start(
      List<String> command, Map<String, String> environment, Path directory, boolean aside) {
    List<String> line = new ArrayList<>();
    if (aside) {
      line.addAll(List.of("/bin/sh", "-c", "exec \"$@\" 1>&2", "sh"));
    }
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile()).inheritIO();
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return new Errand(builder.start());
    } catch (IOException e) {
      throw Failure.usage(
          "COMMAND: '"
              + command.get(0)
              + "' cannot be started (expected: a program of the PATH, or the path of one)");
    }
  }

  void onEnd(Runnable action) {
    process.onExit().thenRun(action);
  }

  /** Its exit code, after ending it where it still runs. Blocks for the grace it is given. */
  int end() {
    List<ProcessHandle> below = process.descendants().toList();
    try {
      if (process.isAlive()) {
        process.destroy();
        if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
        }
        below.forEach(ProcessHandle::destroy);
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return 130;
    }
  }
}
