package dev.reveille.cli.drill;

import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.process.Spawner;
import dev.reveille.cli.data.Addresses;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.up.OwnProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code reveille up} as a program of its own, so that it can be killed like one. */
final class UpProgram implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Session session;
  private final AgentProcess process;

  private UpProgram(Session session, AgentProcess process) {
    this.session = session;
    this.process = process;
  }

  /** Starts it and waits until it is ready. */
  static UpProgram start(Session session, Spawner spawner)
      throws IOException, InterruptedException {
    session.data().create();
    UpProgram up = new UpProgram(session, spawner.start(launch(session)));
    Thread drain = new Thread(() -> drain(up.process.stdout(), up.said()), "drilled-up");
    drain.setDaemon(true);
    drain.start();
    up.awaitReady();
    return up;
  }

  private static Launch launch(Session session) {
    List<String> arguments =
        List.of(
            "up",
            "--dir",
            session.folder().toString(),
            "--data",
            session.data().path().toString(),
            "--port",
            "0",
            "--ui-port",
            "0",
            "--board-port",
            "0",
            "--drain",
            "1s");
    return Launch.of(
        "drill",
        OwnProgram.command(arguments),
        session.here().environment(),
        session.here().directory());
  }

  /** A program whose output nobody reads stands still. */
  private static void drain(InputStream out, Path file) {
    try (out) {
      Files.copy(out, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path said() {
    return session.data().path().resolve("up.log");
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + READY.toNanos();
    while (addresses().isEmpty()) {
      if (process.exit().isDone() || System.nanoTime() - end > 0) {
        throw Failure.failed(
            "the drill's own `reveille up` "
                + (process.exit().isDone() ? "ended before it was ready" : "did not become ready")
                + "; it said:\n"
                + (Files.exists(said()) ? Files.readString(said()) : "")
                + process.stderrTail().strip(),
            null);
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  private Optional<Addresses> addresses() throws IOException {
    return session.data().runningUp().filter(up -> up.pid() == process.pid());
  }

  /** As {@code kill -9} does; returns when all of it is dead. */
  void kill() {
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
    process.exit().join();
  }

  /** As {@code kill} does; returns when all of it is dead. */
  @Override
  public void close() {
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
    process.end(GRACE);
  }
}
