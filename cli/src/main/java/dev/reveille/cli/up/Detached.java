package dev.reveille.cli.up;

import dev.reveille.cli.data.Addresses;
import dev.reveille.cli.data.DataFolder;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code up --detach}: the same in the background. The spawner of agents would not do here, since
 * it makes sure that nothing outlives this program.
 */
final class Detached {
  private static final long LOOK_MILLIS = 100;

  private Detached() {}

  /** Starts it and waits until it is ready. Returns the exit code. */
  static int start(Session session, UpOptions options) throws IOException, InterruptedException {
    DataFolder data = session.data();
    // Taken for an instant, so that a second one is refused before anything is started.
    data.lockForUp().close();
    Path log = data.path().resolve("up.log");
    Files.deleteIfExists(log);
    Process child =
        new ProcessBuilder(command(session, options))
            .directory(session.here().directory().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(log.toFile())
            .redirectErrorStream(true)
            .start();
    session.console().progress("starting in the background; its log is " + log);
    while (true) {
      Optional<Addresses> up = data.runningUp().filter(each -> each.pid() == child.pid());
      if (up.isPresent()) {
        Ready.tell(session.console(), up.get(), session.folder(), data.path());
        return 0;
      }
      if (child.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        throw Failure.failed(
            "`reveille up` ended before it was ready (exit code "
                + child.exitValue()
                + "):\n"
                + Files.readString(log).strip(),
            null);
      }
    }
  }

  private static List<String> command(Session session, UpOptions options) {
    List<String> command = new ArrayList<>(session(session));
    command.addAll(OwnProgram.command(List.of("up", "--dir", session.folder().toString())));
    option(command, "--data", session.flags().data() == null ? null : session.data().path());
    option(command, "--address", session.flags().address());
    option(command, "--namespace", session.flags().namespace());
    option(command, "--port", options.port());
    option(command, "--ui-port", options.uiPort());
    option(
        command, "--board-port", options.board().getHostString() + ":" + options.board().getPort());
    option(command, "--drain", options.drain().toMillis() + "ms");
    if (session.flags().verbose()) {
      command.add("--verbose");
    }
    return command;
  }

  private static void option(List<String> command, String name, @Nullable Object value) {
    if (value != null) {
      command.addAll(List.of(name, value.toString()));
    }
  }

  /** What gives a session of its own, so that a closed terminal does not reach it. */
  private static List<String> session(Session session) {
    for (String tool : List.of("setsid", "nohup")) {
      boolean there =
          Arrays.stream(session.here().environment().getOrDefault("PATH", "").split(":"))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
      if (there) {
        return List.of(tool);
      }
    }
    return List.of();
  }
}
