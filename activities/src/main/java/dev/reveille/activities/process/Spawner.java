package dev.reveille.activities.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts processes so that none is ever lost: each is in the ledger and on the lifeline before its
 * program begins to run. Thread-safe; every process is started by one permanent thread.
 */
public final class Spawner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Spawner.class);
  private static final int STDERR_TAIL = 8 * 1024;
  private static final int BUFFER = 8 * 1024;

  /** Waits for leave to run: killed together with the worker, it ends without having begun. */
  private static final String GATE = "IFS= read -r leave || exit 125; exec \"$@\"";

  private static final byte[] LEAVE = "go\n".getBytes(StandardCharsets.US_ASCII);

  private final Clock clock;
  private final ProcessLedger ledger;
  private final Cookie cookie;
  private final Lifeline lifeline;

  private Spawner(Clock clock, ProcessLedger ledger, Cookie cookie) {
    this.clock = clock;
    this.ledger = ledger;
    this.cookie = cookie;
    this.lifeline = new Lifeline(cookie.ofWorker());
  }

  /**
   * A spawner whose ledger is kept in {@code folder}, made if absent. Open one per data folder and
   * JVM, after {@link Sweep}.
   */
  public static Spawner open(Path folder, Clock clock) throws IOException {
    return new Spawner(clock, ProcessLedger.open(folder), new Cookie(folder));
  }

  /** Starts with standard error kept as a tail only. */
  public AgentProcess start(Launch launch) throws IOException {
    return start(launch, (bytes, length) -> {});
  }

  /**
   * Starts a process in a session of its own, and returns as soon as it may run.
   *
   * @param stderr is given standard error as it comes, besides the tail
   * @throws IOException when the folder is missing or the host can start no process; a missing
   *     program shows as exit code 127
   */
  public AgentProcess start(Launch launch, OutputListener stderr) throws IOException {
    String value = cookie.nextValue();
    Process process = SpawnThread.start(builder(launch, value));
    ProcessTree tree = new ProcessTree(process.pid(), Cookie.NAME + "=" + value);
    Tail tail = new Tail(STDERR_TAIL);
    CompletableFuture<ProcessExit> exit = new CompletableFuture<>();
    Future<?> draining = drain(process, tail, stderr);
    try {
      ledger.add(new ProcessLedger.Entry(process.pid(), StartMark.of(process.pid()), launch.run()));
      lifeline.add(process.pid());
      watch(process, tree, launch, tail, draining, exit);
      OutputStream stdin = process.getOutputStream();
      stdin.write(LEAVE);
      stdin.flush();
    } catch (IOException e) {
      tree.kill();
      throw new IOException("cannot start " + launch.argv().get(0) + " for run " + launch.run(), e);
    }
    return new AgentProcess(process, tree, launch.run(), clock.instant(), tail, exit);
  }

  /** Kills every process of this spawner that still lives. */
  @Override
  public void close() {
    lifeline.close();
  }

  private static ProcessBuilder builder(Launch launch, String cookieValue) {
    List<String> command = new ArrayList<>(Host.ownSession());
    command.addAll(List.of(Host.SHELL, "-c", GATE, "reveille"));
    command.addAll(launch.argv());
    ProcessBuilder builder = new ProcessBuilder(command).directory(launch.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(launch.environment());
    builder.environment().put(Cookie.NAME, cookieValue);
    return builder;
  }

  private static Future<?> drain(Process process, Tail tail, OutputListener listener) {
    return Daemons.run(
        "stderr-" + process.pid(),
        () -> {
          byte[] buffer = new byte[BUFFER];
          try (InputStream stream = process.getErrorStream()) {
            for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
              tail.add(buffer, length);
              listener.onOutput(buffer, length);
            }
          } catch (IOException e) {
            LOG.debug("standard error of process {} ended: {}", process.pid(), e.getMessage());
          }
        });
  }

  private void watch(
      Process process,
      ProcessTree tree,
      Launch launch,
      Tail tail,
      Future<?> draining,
      CompletableFuture<ProcessExit> exit) {
    Daemons.run(
        "exit-" + process.pid(),
        () -> {
          int code = awaitExit(process);
          try {
            tree.kill();
            await(draining);
            ledger.remove(process.pid());
            lifeline.drop(process.pid());
            Disposables.delete(launch.disposables());
          } catch (IOException | RuntimeException e) {
            LOG.warn("cleaning up after process {} of run {}", process.pid(), launch.run(), e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            exit.complete(new ProcessExit(code, clock.instant(), tail.text()));
          }
        });
  }

  private static int awaitExit(Process process) {
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        // Only this thread completes the exit: it has nobody to pass an interrupt to.
        continue;
      }
    }
  }

  /** Bounded, as something that escaped the kill might hold the pipe open. */
  private static void await(Future<?> draining) throws InterruptedException {
    try {
      draining.get(2, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.debug("standard error is still held open after the end");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a daemon never fails", e);
    }
  }
}
