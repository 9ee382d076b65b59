package dev.reveille.drill.agent;

import dev.reveille.drill.flags.FlagValues;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Processes that the agent leaves behind, and the file that names them. */
final class Offspring {
  private final int children;
  private final int daemons;
  private final String sleep;
  private final boolean stubborn;
  private final boolean holdOutput;
  private final @Nullable Path pids;

  Offspring(FlagValues values) {
    children = values.number("children", 0).orElse(0);
    daemons = values.number("daemons", 0).orElse(0);
    sleep = "sleep " + values.number("child-sleep", 1).orElse(3600);
    stubborn = values.has("ignore-sigterm");
    holdOutput = values.has("children-hold-output");
    pids = values.text("pids-file").map(Path::of).orElse(null);
  }

  void start() throws IOException, InterruptedException {
    note("agent", Long.toString(ProcessHandle.current().pid()));
    String life = (stubborn ? "trap '' TERM INT HUP; " : "") + "exec " + sleep;
    for (int at = 0; at < children; at++) {
      note("child", Long.toString(sh(life, output()).pid()));
    }
    for (int at = 0; at < daemons; at++) {
      note("daemon", daemon(life));
    }
  }

  /**
   * Its parent ends at once, and it has a session of its own: no walk over descendants finds it.
   */
  private String daemon(String life) throws IOException, InterruptedException {
    String held = holdOutput ? "1>&3" : "1>/dev/null 2>&1";
    String line =
        "exec 3>&2; setsid sh -c '"
            + life.replace("'", "'\\''")
            + "' </dev/null "
            + held
            + " & echo $!";
    Process parent = sh(line, Redirect.PIPE);
    String pid = new String(parent.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    parent.waitFor();
    return pid;
  }

  private Redirect output() {
    return holdOutput ? Redirect.INHERIT : Redirect.DISCARD;
  }

  private Process sh(String line, Redirect output) throws IOException {
    return new ProcessBuilder("sh", "-c", line)
        .redirectInput(new File("/dev/null"))
        .redirectOutput(output)
        .redirectError(holdOutput ? Redirect.INHERIT : Redirect.DISCARD)
        .start();
  }

  private void note(String kind, String pid) throws IOException {
    if (pids != null) {
      Files.writeString(
          pids, kind + " " + pid + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
