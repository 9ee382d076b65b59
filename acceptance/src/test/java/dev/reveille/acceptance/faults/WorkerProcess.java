package dev.reveille.acceptance.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A running {@link WorkerMain}.
 *
 * @param ready the line it printed when it began to poll
 */
record WorkerProcess(Process process, String ready, Path errors) implements AutoCloseable {
  /** Starts one and waits until it polls. */
  static WorkerProcess start(
      String address, String namespace, Path data, Path runtime, Path jobs, Duration drain) {
    try {
      Path errors = Files.createTempFile(data, "worker", ".err");
      List<String> command =
          List.of(
              System.getProperty("java.home") + "/bin/java",
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-cp",
              String.join(
                  File.pathSeparator,
                  System.getProperty("java.class.path").split(File.pathSeparator)),
              WorkerMain.class.getName(),
              address,
              namespace,
              data.toString(),
              runtime.toString(),
              jobs.toString(),
              drain.toString());
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      BufferedReader out =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("ready")) {
          return new WorkerProcess(process, line, errors);
        }
      }
      throw new AssertionError("the worker ended at its start:\n" + Files.readString(errors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code kill -9}; returns when it is dead. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Waits for its end; returns the exit code. */
  int exitCode(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the worker was still there after " + limit);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
