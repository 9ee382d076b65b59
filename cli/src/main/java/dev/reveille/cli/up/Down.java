package dev.reveille.cli.up;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.domain.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** {@code down}: ends the folder's running {@code up}. */
public final class Down {
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private Down() {}

  /** Asks it to end and waits until it has. Returns the exit code; none running is no failure. */
  public static int run(Session session) throws Exception {
    Optional<Long> pid = session.data().upPid();
    Optional<ProcessHandle> running = pid.flatMap(ProcessHandle::of);
    if (running.isEmpty()) {
      tell(session, null, "no `reveille up` runs for this folder");
      return 0;
    }
    ProcessHandle up = running.get();
    session.console().progress("asking pid " + up.pid() + " to end; it waits for what runs");
    up.destroy();
    try {
      up.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw Failure.failed(
          "pid " + up.pid() + " still runs after " + PATIENCE.toMinutes() + " min; see its log", e);
    }
    tell(session, up.pid(), "`reveille up` (pid " + up.pid() + ") has ended");
    return 0;
  }

  private static void tell(Session session, @Nullable Long pid, String line) {
    if (session.console().json()) {
      ObjectNode result = Json.mapper().createObjectNode();
      result.put("ended", pid != null).put("pid", pid);
      session.console().document(result);
    } else {
      session.console().say(line);
    }
  }
}
