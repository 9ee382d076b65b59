package dev.reveille.cli.agents;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.process.ProcessExit;
import dev.reveille.activities.process.Spawner;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Spans;
import dev.reveille.domain.Safe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The user's own npm, with the user's own settings of registry and proxy. */
final class Npm {
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final Duration TOLD_EVERY = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Spawner spawner;
  private final Map<String, String> environment;
  private final Console console;

  Npm(Spawner spawner, Map<String, String> environment, Console console) {
    this.spawner = spawner;
    this.environment = environment;
    this.console = console;
  }

  private record Ended(ProcessExit exit, String output) {}

  /**
   * Installs a package with what it needs into an empty folder. Blocks for minutes.
   *
   * @param node runs the scripts of packages, which may refuse an older one than the agent needs;
   *     null for the one on the PATH
   */
  void install(Path folder, String spec, @Nullable Path node)
      throws IOException, InterruptedException {
    Path npm =
        onPath("npm")
            .orElseThrow(
                () ->
                    Failure.failed(
                        "npm is not on the PATH, and agents come from npm; install Node with npm"
                            + " first",
                        null));
    console.progress("installing " + spec + " with " + npm);
    List<String> command =
        List.of(
            npm.toString(),
            "install",
            "--prefix",
            folder.toString(),
            "--no-audit",
            "--no-fund",
            "--no-update-notifier",
            "--loglevel=error",
            "--",
            spec);
    Ended ended = run(command, folder, "npm install " + spec, with(node));
    if (ended.exit().code() != 0) {
      throw Failure.failed(
          "npm could not install "
              + spec
              + " ("
              + ended.exit().describe()
              + "):\n"
              + Safe.text(said(ended))
              + "\nCheck the version's number, the network, and npm's registry and proxy settings;"
              + " nothing was installed",
          null);
    }
  }

  /** What a node says to {@code --version}, such as {@code v22.1.0}. */
  String versionOf(Path node) throws IOException, InterruptedException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    List<String> command = List.of(node.toString(), "--version");
    return run(command, folder, "node --version", environment).output().strip();
  }

  private Map<String, String> with(@Nullable Path node) {
    if (node == null || node.getParent() == null) {
      return environment;
    }
    Map<String, String> with = new HashMap<>(environment);
    with.merge("PATH", node.getParent().toString(), (path, first) -> first + ":" + path);
    return with;
  }

  private Ended run(List<String> command, Path folder, String name, Map<String, String> environment)
      throws IOException, InterruptedException {
    AgentProcess process = spawner.start(Launch.of(name, command, environment, folder));
    process.stdin().close();
    CompletableFuture<String> output =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return new String(process.stdout().readAllBytes(), UTF_8);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    long began = System.nanoTime();
    while (true) {
      try {
        ProcessExit exit = process.exit().get(TOLD_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return new Ended(exit, output.get());
      } catch (TimeoutException e) {
        Duration past = Duration.ofNanos(System.nanoTime() - began);
        if (past.compareTo(LIMIT) > 0) {
          process.end(GRACE);
          throw Failure.failed(name + " did not end within " + LIMIT.toMinutes() + " min", e);
        }
        console.progress("  " + name + ": " + Spans.of(past.toSeconds() * 1_000));
      } catch (ExecutionException e) {
        throw new IOException(name + ": its output cannot be read", e);
      } catch (InterruptedException e) {
        process.end(Duration.ZERO);
        throw e;
      }
    }
  }

  private static String said(Ended ended) {
    String said = (ended.exit().stderrTail() + "\n" + ended.output()).strip();
    return said.isEmpty() ? "it said nothing" : said;
  }

  private Optional<Path> onPath(String program) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder.isEmpty() ? "." : folder, program))
        .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
        .findFirst();
  }
}
