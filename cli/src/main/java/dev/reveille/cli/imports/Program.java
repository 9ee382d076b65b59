package dev.reveille.cli.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Disposables;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.process.ProcessExit;
import dev.reveille.activities.process.Spawner;
import dev.reveille.cli.session.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another program of the user's, asked something within a time. */
final class Program {
  private static final int MOST_BYTES = 64 << 20;
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Map<String, String> environment;

  Program(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * What it said.
   *
   * @param output standard output, up to 64 MiB
   * @param error the end of standard error
   */
  record Said(int code, String output, String error) {}

  Optional<Path> onPath(String name) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
        .findFirst();
  }

  /**
   * Asks it, and ends it with all that it started when the time is over.
   *
   * @param input what it reads
   * @throws Failure when it did not end within the time
   */
  Said ask(List<String> command, String input, Duration limit)
      throws IOException, InterruptedException {
    Path ledger = Files.createTempDirectory("reveille-import-");
    try (Spawner spawner = Spawner.open(ledger, Clock.systemUTC())) {
      String name = Path.of(command.get(0)).getFileName() + "";
      AgentProcess process = spawner.start(Launch.of(name, command, environment, Path.of("/")));
      CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
      write(process, input);
      try {
        ProcessExit exit = process.exit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        return new Said(exit.code(), output.get(), exit.stderrTail());
      } catch (TimeoutException e) {
        process.end(GRACE);
        throw Failure.failed(name + " did not end within " + limit.toSeconds() + " s", e);
      } catch (ExecutionException e) {
        throw new IOException(name + ": its output cannot be read", e);
      } catch (InterruptedException e) {
        process.end(Duration.ZERO);
        throw e;
      }
    } finally {
      Disposables.delete(List.of(ledger));
    }
  }

  /** Read to its end, since a process whose output nobody takes stands still. */
  private static String read(AgentProcess process) {
    try {
      String text = new String(process.stdout().readNBytes(MOST_BYTES), UTF_8);
      process.stdout().transferTo(OutputStream.nullOutputStream());
      return text;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static void write(AgentProcess process, String input) {
    try (OutputStream stdin = process.stdin()) {
      stdin.write(input.getBytes(UTF_8));
    } catch (IOException ignored) {
      // It ended without reading: its exit code says why.
      return;
    }
  }
}
