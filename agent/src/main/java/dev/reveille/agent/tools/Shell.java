package dev.reveille.agent.tools;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.agent.settings.Surroundings;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a command line of the shell in the workspace. */
final class Shell implements Tool {
  /** Long enough for the last words of what has ended, short enough for what was left behind. */
  private static final long LAST_WORDS_MILLIS = 300;

  private final Workspace workspace;
  private final Duration timeout;
  private final int outputBytes;

  Shell(Workspace workspace, Duration timeout, int outputBytes) {
    this.workspace = workspace;
    this.timeout = timeout;
    this.outputBytes = outputBytes;
  }

  @Override
  public Spec spec() {
    return new Spec(
        "shell",
        Kind.EXECUTE,
        "Run a command line with /bin/sh in the workspace, without a terminal or input. It is"
            + " ended after "
            + timeout.toSeconds()
            + " s with all that it started.",
        new Schema().required("command", "string", "the command line").json());
  }

  @Override
  public String title(JsonNode arguments) {
    return arguments.path("command").asText();
  }

  @Override
  public ToolResult call(JsonNode arguments) throws ToolFailure, InterruptedException {
    String command = Schema.text(arguments, "command");
    if (command.indexOf('\0') >= 0) {
      throw new ToolFailure("a command cannot hold a zero byte");
    }
    Process process = start(command);
    Gathered output = new Gathered(process.getInputStream(), outputBytes, "shell-output");
    try {
      boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        end(process);
      }
      output.awaitEnd(LAST_WORDS_MILLIS);
      String said = output.text();
      if (!ended) {
        return new ToolResult(
            said + "\n[ended: it took longer than " + timeout.toSeconds() + " s]", true);
      }
      int code = process.exitValue();
      return new ToolResult(code == 0 ? said : said + "\n[exit code " + code + "]", code != 0);
    } finally {
      end(process);
    }
  }

  private Process start(String command) throws ToolFailure {
    ProcessBuilder builder = new ProcessBuilder(List.of("/bin/sh", "-c", command));
    builder.directory(workspace.root().toFile());
    builder.redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    withoutOurs(builder.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ToolFailure("the shell cannot be started: " + e.getMessage());
    }
  }

  /** What opens the model provider is not for children. */
  static void withoutOurs(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith(Surroundings.PREFIX));
  }

  private static void end(Process process) {
    List<ProcessHandle> tree = process.descendants().toList();
    process.destroyForcibly();
    tree.forEach(ProcessHandle::destroyForcibly);
  }
}
