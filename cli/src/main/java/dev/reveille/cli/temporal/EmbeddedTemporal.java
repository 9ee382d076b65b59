package dev.reveille.cli.temporal;

import static java.util.Objects.requireNonNull;

import dev.reveille.cli.data.FolderLock;
import dev.reveille.cli.temporal.ServerEvent.Kind;
import dev.reveille.cli.temporal.ServerProcess.PortTaken;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The real Temporal server with a database file, run by this program and ended with it.
 *
 * <p>One thread of its own spawns and watches the process. A server that dies is started again on
 * the same file and ports, at once and then with growing pauses up to 30 s, for as long as this is
 * open. When this JVM dies in any way, the server ends within five seconds. Thread-safe.
 */
public final class EmbeddedTemporal implements AutoCloseable {
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(10);
  private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(6);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration CALM = Duration.ofMinutes(1);
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final int PORT_TRIES = 5;

  private final ServerSettings settings;
  private final ServerProcess server;
  private final FolderLock lock;
  private final Thread watcher;
  private final CompletableFuture<Ports> started = new CompletableFuture<>();
  private volatile @Nullable Lifeline process;
  private volatile boolean closing;

  private EmbeddedTemporal(ServerSettings settings, Path folder, FolderLock lock, Duration limit) {
    this.settings = settings;
    this.server = new ServerProcess(settings, folder, limit);
    this.lock = lock;
    this.watcher = new Thread(this::watch, "reveille-temporal");
    watcher.setDaemon(true);
  }

  /**
   * Starts it. Blocks until it serves: about a second, at most 30 s (a few more when a leftover of
   * a crash must end first).
   *
   * @throws ServerFailed when it cannot be started, or the folder is in use
   */
  public static EmbeddedTemporal start(ServerSettings settings)
      throws ServerFailed, InterruptedException {
    return start(settings, START_LIMIT);
  }

  static EmbeddedTemporal start(ServerSettings settings, Duration limit)
      throws ServerFailed, InterruptedException {
    var folder = settings.folder().toAbsolutePath();
    var lock = lock(folder);
    var embedded = new EmbeddedTemporal(settings, folder, lock, limit);
    var up = false;
    try {
      embedded.prepare(folder);
      embedded.watcher.start();
      embedded.started.get();
      Database.in(folder).stampWithOurs();
      up = true;
      return embedded;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ServerFailed failed) {
        throw new ServerFailed(requireNonNull(failed.getMessage()), failed);
      }
      var cause = requireNonNull(e.getCause());
      throw new ServerFailed(
          "the Temporal server could not be started: "
              + (cause instanceof IOException ? cause.getMessage() : cause.toString()),
          cause);
    } catch (IOException e) {
      throw unusable(folder, e);
    } finally {
      if (!up) {
        embedded.close();
      }
    }
  }

  /** Host and port of gRPC, the same for as long as this is open. */
  public String address() {
    return "127.0.0.1:" + started.join().grpc();
  }

  public String namespace() {
    return settings.namespace();
  }

  /** The Web UI, where there is one. */
  public Optional<URI> ui() {
    var port = started.join().ui();
    return port == 0 ? Optional.empty() : Optional.of(URI.create("http://127.0.0.1:" + port));
  }

  /** The process id of the server now; empty between a death and the next start. */
  public Optional<Long> pid() {
    var now = process;
    return now == null || !now.isAlive() ? Optional.empty() : Optional.of(now.pid());
  }

  /** Ends the server: SIGTERM, after 10 s SIGKILL. Blocks until it is gone; may be called twice. */
  @Override
  public void close() {
    closing = true;
    watcher.interrupt();
    var interrupted = false;
    while (watcher.isAlive()) {
      try {
        watcher.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    try {
      lock.close();
    } catch (IOException e) {
      tell(
          Kind.NOTE, "the lock of " + settings.folder() + " could not be freed: " + e.getMessage());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static FolderLock lock(Path folder) throws ServerFailed {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      var file = folder.resolve("temporal.lock");
      var lock = FolderLock.tryTake(file);
      if (lock.isPresent()) {
        return lock.get();
      }
      throw new ServerFailed(
          "the Temporal server of "
              + folder
              + " is run by another program (pid "
              + FolderLock.holder(file).map(String::valueOf).orElse("unknown")
              + "); end that one, or give another folder with --data DIR");
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static ServerFailed unusable(Path folder, IOException e) {
    return new ServerFailed(
        "the data folder "
            + folder
            + " cannot be used ("
            + e.getClass().getSimpleName()
            + ": "
            + e.getMessage()
            + "); make it a folder you may write to, or give another with --data DIR",
        e);
  }

  private void prepare(Path folder) throws ServerFailed, IOException, InterruptedException {
    var leftover = Leftover.in(folder);
    var stale = leftover.find();
    if (stale.isPresent()) {
      tell(
          Kind.NOTE,
          "ending the Temporal server that a crash left behind (pid " + stale.get().pid() + ")");
      Leftover.end(stale.get(), LEFTOVER_GRACE);
    }
    leftover.forget();
    var database = Database.in(folder);
    database.check();
    if (database.isOpenSomewhere()) {
      throw new ServerFailed(
          "another process has "
              + database.file()
              + " open, and it is not one of ours; end it (`lsof` names it), or give another folder"
              + " with --data DIR");
    }
    var old = database.stamp();
    database
        .keepCopyOfOtherVersion()
        .ifPresent(
            copy ->
                tell(
                    Kind.NOTE,
                    "the database was written by server "
                        + old
                        + "; a copy is kept as "
                        + copy
                        + " before "
                        + TemporalBinary.SERVER_VERSION
                        + " takes it"));
  }

  private void watch() {
    try {
      var first = firstStart();
      var ports = first.ports();
      process = first.process();
      started.complete(ports);
      keepUp(ports, first.process());
    } catch (InterruptedException e) {
      started.completeExceptionally(new ServerFailed("the start was broken off", e));
    } catch (ServerFailed | IOException | RuntimeException e) {
      started.completeExceptionally(e);
    }
    endProcess();
  }

  private record Start(Ports ports, Lifeline process) {}

  private Start firstStart() throws ServerFailed, IOException, InterruptedException {
    for (var tries = 1; ; tries++) {
      var ports = Ports.pick(settings);
      try {
        return new Start(ports, start(ports));
      } catch (PortTaken e) {
        if (tries == PORT_TRIES || (settings.port() != 0 && settings.uiPort() != 0)) {
          throw new ServerFailed(
              "a port of the Temporal server (" + ports + ") is in use:\n" + e.getMessage(), e);
        }
      }
    }
  }

  private void keepUp(Ports ports, Lifeline first) throws InterruptedException {
    var running = first;
    var pause = FIRST_PAUSE;
    while (true) {
      var since = System.nanoTime();
      running.awaitDeath();
      if (System.nanoTime() - since > CALM.toNanos()) {
        pause = FIRST_PAUSE;
      }
      tell(Kind.DIED, "the Temporal server (pid " + running.pid() + ") died; starting it again");
      Lifeline next = null;
      while (next == null) {
        Thread.sleep(pause.toMillis());
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
        try {
          next = start(ports);
        } catch (ServerFailed | PortTaken | IOException | RuntimeException e) {
          tell(
              Kind.RESTART_FAILED,
              "the Temporal server could not be started again; next try in "
                  + pause.toMillis()
                  + " ms: "
                  + e.getMessage());
        }
      }
      running = next;
      process = next;
      tell(
          Kind.RESTARTED,
          "the Temporal server runs again at " + address() + " (pid " + next.pid() + ")");
    }
  }

  private Lifeline start(Ports ports)
      throws ServerFailed, PortTaken, IOException, InterruptedException {
    var stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + ports.grpc())
                .build());
    try {
      return server.start(ports, new ServerHealth(stubs, settings.namespace()));
    } finally {
      stubs.shutdownNow();
      stubs.awaitTermination(1, TimeUnit.SECONDS);
    }
  }

  private void endProcess() {
    var last = process;
    if (last == null) {
      return;
    }
    while (true) {
      try {
        last.end(CLOSE_GRACE);
        Leftover.in(settings.folder()).forget();
        return;
      } catch (InterruptedException e) {
        // Only close() interrupts this thread, and it waits for exactly this.
      } catch (IOException e) {
        return;
      }
    }
  }

  private void tell(Kind kind, String message) {
    if (closing && kind != Kind.NOTE) {
      return;
    }
    try {
      settings.events().accept(new ServerEvent(kind, message));
    } catch (RuntimeException e) {
      // A listener that fails must not leave the server unwatched.
      watcher.getThreadGroup().uncaughtException(watcher, e);
    }
  }
}
