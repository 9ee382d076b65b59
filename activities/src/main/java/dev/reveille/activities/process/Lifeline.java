package dev.reveille.activities.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small shell beside this JVM that outlives it: told of every process group over its standard
 * input, it kills them all when that input ends, which is when the JVM is gone, {@code kill -9}
 * included. On Linux it then also kills whatever still carries the cookie in its environment, and
 * looks again until three looks in a row find nothing: a process that is just becoming another
 * program shows no environment for that moment.
 */
final class Lifeline implements AutoCloseable {

  private static final String SCRIPT =
      """
      groups=' '
      while read -r verb id; do
        case $verb in
          add) groups="$groups$id " ;;
          drop) case $groups in *" $id "*) groups="${groups%% $id *} ${groups#* $id }" ;; esac ;;
        esac
      done
      for id in $groups; do kill -KILL -- "-$id"; kill -KILL "$id"; done 2>/dev/null
      [ -r /proc/self/environ ] || exit 0
      quiet=0
      while [ $quiet -lt 3 ]; do
        quiet=$((quiet + 1))
        for file in $(grep -las -- "$1" /proc/[0-9]*/environ 2>/dev/null); do
          id=${file#/proc/}
          kill -KILL "${id%/environ}" && quiet=0
        done 2>/dev/null
        sleep 0.1 2>/dev/null || sleep 1
      done
      """;

  private final String cookieStart;
  private final Set<Long> groups = new LinkedHashSet<>();
  private @Nullable OutputStream input;

  Lifeline(String cookieStart) {
    this.cookieStart = cookieStart;
  }

  synchronized void add(long group) throws IOException {
    groups.add(group);
    try {
      say("add " + group + "\n");
    } catch (IOException someoneKilledIt) {
      input = null;
      say("");
    }
  }

  synchronized void drop(long group) {
    groups.remove(group);
    try {
      say("drop " + group + "\n");
    } catch (IOException someoneKilledIt) {
      input = null;
    }
  }

  /** Kills what is still held. */
  @Override
  public synchronized void close() {
    OutputStream open = input;
    input = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException alreadyGone) {
        groups.clear();
      }
    }
  }

  private void say(String line) throws IOException {
    OutputStream open = input;
    if (open == null) {
      open = start();
      input = open;
      StringBuilder known = new StringBuilder();
      groups.forEach(group -> known.append("add ").append(group).append('\n'));
      open.write(known.toString().getBytes(StandardCharsets.US_ASCII));
    } else {
      open.write(line.getBytes(StandardCharsets.US_ASCII));
    }
    open.flush();
  }

  private OutputStream start() throws IOException {
    List<String> command = new ArrayList<>(Host.ownSession());
    command.addAll(List.of(Host.SHELL, "-c", SCRIPT, "reveille-lifeline", cookieStart));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", "/usr/bin:/bin");
    return SpawnThread.start(builder).getOutputStream();
  }
}
