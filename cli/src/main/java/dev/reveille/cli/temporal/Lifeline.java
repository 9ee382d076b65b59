package dev.reveille.cli.temporal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server process that does not outlive this program, however this program ends.
 *
 * <p>A small shell stands between: it reads its standard input, which only this program holds open,
 * and ends the server when that input ends, as it does even after a kill -9 of this JVM. (A
 * parent-death signal would not do: it fires when the spawning thread ends, and macOS has none.)
 * The server is in a session or process group of its own, so that Ctrl-C in the terminal reaches
 * this program alone, which ends the server last.
 */
final class Lifeline {
  // Plain POSIX sh, and bash 3.2 of macOS. $1 is the grace in tenths of a second, the rest the
  // server.
  // `read` is a builtin: a `cat` would be one more process to outlive us.
  private static final String SCRIPT =
      """
      trap '' INT HUP
      grace=$1
      shift
      exec 3<&0 4>&1 1>&2
      "$@" 3<&- 4>&- </dev/null &
      server=$!
      echo "$server" >&4
      (
        while read -r line <&3; do :; done
        kill -TERM "$server"
        while [ "$grace" -gt 0 ] && kill -0 "$server"; do
          sleep 0.1
          grace=$((grace - 1))
        done
        kill -KILL "$server"
      ) 4>&- 2>/dev/null &
      watch=$!
      exec 3<&- 4>&-
      trap 'kill -TERM "$server" 2>/dev/null' TERM
      wait "$server"
      code=$?
      while kill -0 "$server" 2>/dev/null; do wait "$server"; code=$?; done
      kill -KILL "$watch" 2>/dev/null
      exit "$code"
      """;

  private static final Duration PID_LIMIT = Duration.ofSeconds(10);

  private final Process shell;
  private final ProcessHandle server;

  private Lifeline(Process shell, ProcessHandle server) {
    this.shell = shell;
    this.server = server;
  }

  /**
   * Starts the command. Blocks until its process is there.
   *
   * @param grace how long the server has after SIGTERM when this program died, before SIGKILL
   * @param log both outputs are appended to it
   */
  static Lifeline start(
      List<String> command, Map<String, String> environment, Path log, Duration grace)
      throws IOException, InterruptedException {
    return start(ownGroup(environment), command, environment, log, grace);
  }

  static Lifeline start(
      List<String> shellCommand,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Duration grace)
      throws IOException, InterruptedException {
    var whole = new ArrayList<>(shellCommand);
    whole.add("reveille-temporal");
    whole.add(Long.toString(grace.toMillis() / 100));
    whole.addAll(command);
    var builder =
        new ProcessBuilder(whole).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    var shell = builder.start();
    try {
      return new Lifeline(shell, server(shell));
    } catch (IOException | InterruptedException e) {
      cut(shell);
      throw e;
    }
  }

  private static ProcessHandle server(Process shell) throws IOException, InterruptedException {
    var line =
        CompletableFuture.supplyAsync(
            () -> {
              try (var out =
                  new BufferedReader(new InputStreamReader(shell.getInputStream(), US_ASCII))) {
                return String.valueOf(out.readLine());
              } catch (IOException e) {
                return e.getMessage();
              }
            });
    try {
      var said = line.get(PID_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return ProcessHandle.of(Long.parseLong(said)).orElseThrow(() -> new EndedAtOnce());
    } catch (NumberFormatException | ExecutionException | TimeoutException e) {
      throw new IOException("the shell that starts the server did not name its process", e);
    }
  }

  /** It was gone before its process was looked for; its log says why. */
  static final class EndedAtOnce extends IOException {
    private static final long serialVersionUID = 1;

    EndedAtOnce() {
      super("the server ended as soon as it was started");
    }
  }

  /** The server's process, not the shell's. */
  long pid() {
    return server.pid();
  }

  ProcessHandle server() {
    return server;
  }

  boolean isAlive() {
    return shell.isAlive() && server.isAlive();
  }

  /** Blocks until the server died by itself; ends it if only the shell was killed. */
  void awaitDeath() throws InterruptedException {
    shell.waitFor();
    end(Duration.ZERO);
  }

  /** Ends the server: SIGTERM, after {@code grace} SIGKILL. Blocks until nothing is left. */
  void end(Duration grace) throws InterruptedException {
    if (!grace.isZero()) {
      server.destroy();
    }
    // The shell ends with the server, and at once; ProcessHandle.onExit looks at a process that is
    // not our own child only every few seconds.
    if (!shell.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      server.destroyForcibly();
    }
    shell.waitFor();
    if (server.isAlive()) {
      Leftover.end(server, Duration.ZERO);
    }
    cut(shell);
  }

  private static void cut(Process shell) {
    try {
      shell.getOutputStream().close();
    } catch (IOException e) {
      // The shell is gone already: there is nothing to tell it.
    }
  }

  /** The shell, in a session of its own (setsid, Linux) or with job control (bash, macOS). */
  private static List<String> ownGroup(Map<String, String> environment) {
    var setsid = Tool.onPath("setsid", environment);
    if (setsid.isPresent()) {
      return setsid(setsid.get());
    }
    return Files.isExecutable(Path.of("/bin/bash")) ? bash() : List.of("/bin/sh", "-c", SCRIPT);
  }

  static List<String> setsid(Path program) {
    return List.of(program.toString(), "/bin/sh", "-c", SCRIPT);
  }

  static List<String> bash() {
    return List.of("/bin/bash", "-c", "set -m\n" + SCRIPT);
  }
}
