package dev.reveille.activities.isolation;

import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.ProcessExit;
import dev.reveille.activities.process.Spawner;
import dev.reveille.domain.job.Network;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tries out, with a real run, whether bubblewrap works on this host. */
final class Trial {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String WORKED = "through";

  private final Spawner spawner;
  private final Path runtime;
  private final Map<String, String> host;

  Trial(Spawner spawner, Path runtime, Map<String, String> host) {
    this.spawner = spawner;
    this.runtime = runtime;
    this.host = host;
  }

  /**
   * @param shortfall why agents cannot be enclosed; null where they can
   */
  record Outcome(
      @Nullable Bubblewrap enclosing,
      @Nullable Bubblewrap forOwnPrograms,
      @Nullable String shortfall) {}

  Outcome run() throws IOException {
    if (!System.getProperty("os.name", "").startsWith("Linux")) {
      return new Outcome(null, null, "bubblewrap needs Linux; runs here are not isolated");
    }
    Path bwrap = find("bwrap");
    if (bwrap == null) {
      return new Outcome(null, null, Remedies.missing("bwrap", "bubblewrap"));
    }
    Bubblewrap careful = new Bubblewrap(bwrap.toString(), true, runtime, host);
    Bubblewrap lenient = new Bubblewrap(bwrap.toString(), false, runtime, host);
    Bubblewrap own = ownPrograms(careful) == null ? careful : null;
    if (find("socat") == null) {
      return new Outcome(null, own, Remedies.missing("socat", "socat"));
    }
    if (enclosed(careful) == null) {
      return new Outcome(careful, own, null);
    }
    String failure = enclosed(lenient);
    return failure == null
        ? new Outcome(lenient, own, null)
        : new Outcome(null, own, Remedies.forFailure(failure));
  }

  /** Only where the system keeps programs: inside, nothing else is on the PATH. */
  private static @Nullable Path find(String name) {
    for (String folder : BaseEnvironment.SYSTEM_PATH.split(":")) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    return null;
  }

  private @Nullable String ownPrograms(Bubblewrap bubblewrap) throws IOException {
    return attempt(
        bubblewrap,
        workspace ->
            SpawnPlan.command(
                "trial",
                List.of("/bin/sh", "-c", "echo " + WORKED),
                Map.of(),
                workspace,
                workspace,
                List.of()));
  }

  private @Nullable String enclosed(Bubblewrap bubblewrap) throws IOException {
    Path socket = RuntimeFolder.socket(runtime);
    Files.deleteIfExists(socket);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      answerOnce(server);
      String ask = "socat -u TCP:127.0.0.1:" + Bubblewrap.GATEWAY_PORT + " STDOUT";
      return attempt(
          bubblewrap,
          workspace ->
              new SpawnPlan(
                  "trial",
                  List.of("/bin/sh", "-c", ask),
                  "isolation",
                  Map.of(),
                  workspace,
                  workspace,
                  List.of(),
                  List.of(),
                  List.of(),
                  Network.Kind.GATEWAY,
                  socket,
                  Map.of(),
                  null,
                  false));
    } finally {
      Files.deleteIfExists(socket);
    }
  }

  private static void answerOnce(ServerSocketChannel server) {
    Thread thread =
        new Thread(
            () -> {
              try (SocketChannel client = server.accept()) {
                client.write(ByteBuffer.wrap(WORKED.getBytes(StandardCharsets.US_ASCII)));
              } catch (IOException closedUnasked) {
                return;
              }
            },
            "isolation-trial");
    thread.setDaemon(true);
    thread.start();
  }

  @FunctionalInterface
  private interface PlanFor {
    SpawnPlan in(Path workspace);
  }

  /** What went wrong, or null. */
  private @Nullable String attempt(Bubblewrap bubblewrap, PlanFor plan) throws IOException {
    Path workspace = RuntimeFolder.newFolder(runtime);
    AgentProcess process = null;
    try {
      process = spawner.start(bubblewrap.prepare(plan.in(workspace)));
      AgentProcess started = process;
      CompletableFuture<String> output = new CompletableFuture<>();
      Thread reading =
          new Thread(
              () -> {
                try {
                  output.complete(
                      new String(started.stdout().readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException e) {
                  output.complete("");
                }
              },
              "isolation-trial-output");
      reading.setDaemon(true);
      reading.start();
      ProcessExit exit = process.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (exit.code() == 0 && output.get(1, TimeUnit.SECONDS).strip().equals(WORKED)) {
        return null;
      }
      return exit.stderrTail().isBlank() ? exit.describe() : exit.stderrTail().strip();
    } catch (IsolationException | ExecutionException e) {
      return String.valueOf(e.getMessage());
    } catch (TimeoutException e) {
      return "the trial did not end within " + PATIENCE.toSeconds() + " s";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "the trial was interrupted";
    } finally {
      if (process != null) {
        process.end(Duration.ZERO);
      }
      Files.deleteIfExists(workspace);
    }
  }
}
