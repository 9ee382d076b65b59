package dev.reveille.cli.temporal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a short-lived program to its end. */
final class Tool {
  /** What it printed on both outputs, and its exit code. */
  record Result(int exitCode, String output) {
    /** The last line that is not empty: where programs say why they failed. */
    String lastLine() {
      return output.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b).strip();
    }
  }

  private Tool() {}

  /** The program as the environment's own {@code PATH} finds it (Java would ask ours). */
  static Optional<Path> onPath(String program, Map<String, String> environment) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
        .findFirst();
  }

  /**
   * Blocks until the program ended; kills it when the time is over.
   *
   * @throws IOException when it cannot be started or took longer
   */
  static Result run(List<String> command, Map<String, String> environment, Duration limit)
      throws IOException, InterruptedException {
    var output = Files.createTempFile("reveille-tool", ".out");
    try {
      var builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(output.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      var process = builder.start();
      try {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException(
              command.get(0) + " did not end within " + limit.toSeconds() + " s and was killed");
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      return new Result(process.exitValue(), new String(Files.readAllBytes(output), UTF_8));
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
