package dev.reveille.cli.temporal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command line of the server, and one start of it up to the point where it serves. */
final class ServerProcess {
  // A server ends in three seconds; nothing may be left after five.
  private static final Duration ORPHAN_GRACE = Duration.ofSeconds(3);

  private final ServerSettings settings;
  private final Path folder;
  private final Duration limit;
  private final Database database;
  private final Leftover leftover;

  /**
   * @param limit within which a start must serve
   */
  ServerProcess(ServerSettings settings, Path folder, Duration limit) {
    this.settings = settings;
    this.folder = folder;
    this.limit = limit;
    this.database = Database.in(folder);
    this.leftover = Leftover.in(folder);
  }

  /**
   * Starts the server and blocks until it serves, for at most the limit.
   *
   * @throws PortTaken when another program took a port meanwhile
   */
  Lifeline start(Ports ports, ServerHealth health)
      throws ServerFailed, PortTaken, IOException, InterruptedException {
    var log = ServerLog.open(folder.resolve("temporal.log"));
    var process = begun(ports, log);
    var up = false;
    try {
      leftover.note(process.server());
      awaitReady(process, log, health);
      up = true;
      return process;
    } finally {
      if (!up) {
        process.end(Duration.ZERO);
        leftover.forget();
      }
    }
  }

  private Lifeline begun(Ports ports, ServerLog log)
      throws ServerFailed, PortTaken, IOException, InterruptedException {
    try {
      return Lifeline.start(command(ports), environment(), log.file(), ORPHAN_GRACE);
    } catch (Lifeline.EndedAtOnce e) {
      throw ended(log);
    }
  }

  private void awaitReady(Lifeline process, ServerLog log, ServerHealth health)
      throws ServerFailed, PortTaken, InterruptedException {
    var deadline = System.nanoTime() + limit.toNanos();
    while (!log.saysStarted() || !health.serves() || !health.keepsLongEnough()) {
      if (!process.isAlive()) {
        throw ended(log);
      }
      if (System.nanoTime() > deadline) {
        throw new ServerFailed(
            "the Temporal server did not serve within "
                + limit.toSeconds()
                + " s; the end of "
                + log.file()
                + ":\n"
                + log.tail());
      }
      Thread.sleep(20);
    }
  }

  private ServerFailed ended(ServerLog log) throws PortTaken {
    if (log.mentions("address already in use")) {
      throw new PortTaken(log.tail());
    }
    var tail = ":\n" + log.tail();
    if (log.mentions("is malformed") || log.mentions("is not a database")) {
      return new ServerFailed(
          "the Temporal database " + database.file() + " is damaged; " + Database.REBUILD + tail);
    }
    if (log.mentions("disk is full") || log.mentions("no space left")) {
      return new ServerFailed(
          "the disk of "
              + folder
              + " is full; make room there, or give another folder with --data DIR"
              + tail);
    }
    return new ServerFailed(
        "the Temporal server ended while it started; the end of " + log.file() + tail);
  }

  private List<String> command(Ports ports) {
    var command =
        new ArrayList<>(
            List.of(
                settings.binary().toString(),
                "server",
                "start-dev",
                "--disable-config-file",
                "--disable-config-env",
                "--db-filename",
                database.file().toString(),
                // Fewer syncs a commit than a rollback journal, and as safe.
                "--sqlite-pragma",
                "journal_mode=WAL",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(ports.grpc()),
                "--namespace",
                settings.namespace(),
                "--log-level",
                "warn"));
    if (settings.ui()) {
      command.addAll(List.of("--ui-port", Integer.toString(ports.ui()), "--ui-disable-news-fetch"));
    } else {
      command.add("--headless");
    }
    return command;
  }

  /** Only what a server needs: it has no use for the keys that stand in ours. */
  private static Map<String, String> environment() {
    var kept = new HashMap<String, String>();
    for (var name :
        List.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "GOMAXPROCS", "GOMEMLIMIT")) {
      var value = System.getenv(name);
      if (value != null) {
        kept.put(name, value);
      }
    }
    return kept;
  }

  /** A port that was free a moment ago is not any more. */
  static final class PortTaken extends Exception {
    private static final long serialVersionUID = 1;

    PortTaken(String message) {
      super(message);
    }
  }
}
