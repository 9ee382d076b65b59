package dev.reveille.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.process.Spawner;
import dev.reveille.activities.process.Sweep;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.text.Console;
import dev.reveille.domain.settings.Provider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The scripted model providers that stand in where a folder names one of kind drill. */
public final class DrillProviders implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final String LISTENING = "listening on ";

  private final Path folder;
  private final Console console;
  private final Map<String, URI> addresses = new HashMap<>();
  private final Map<String, AgentProcess> processes = new HashMap<>();
  private final Spawner spawner;
  private volatile boolean closing;

  private DrillProviders(Path folder, Console console, Spawner spawner) {
    this.folder = folder;
    this.console = console;
    this.spawner = spawner;
  }

  /**
   * Ends what a crash left; starts nothing yet.
   *
   * @param folder for their process ledger; made if absent
   */
  public static DrillProviders in(Path folder, Console console) throws IOException {
    Sweep.run(folder);
    return new DrillProviders(folder, console, Spawner.open(folder, Clock.systemUTC()));
  }

  /** The same providers, each of kind drill started and at its address. Blocks for a second. */
  public synchronized Map<String, Provider> placed(Map<String, Provider> providers)
      throws IOException, InterruptedException {
    Map<String, Provider> placed = new HashMap<>(providers);
    for (Provider provider : providers.values()) {
      if (provider.drill()) {
        placed.put(provider.name(), provider.at(address(provider.name())));
      }
    }
    return placed;
  }

  /** Where one of them is, started if it was not. Blocks for a second. */
  public synchronized URI address(String name) throws IOException, InterruptedException {
    URI known = addresses.get(name);
    URI address = known == null ? start(name) : known;
    addresses.put(name, address);
    return address;
  }

  private URI start(String name) throws IOException, InterruptedException {
    Path jar =
        DrillJar.find()
            .orElseThrow(
                () ->
                    Failure.failed(
                        "providers."
                            + name
                            + " is a drill, and the drill's jar is not beside reveille's own;"
                            + " unpack the release archive again, or build with ./mvnw package",
                        null));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    AgentProcess process =
        spawner.start(
            Launch.of(
                "provider " + name,
                List.of(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xshare:auto",
                    "-Xmx128m",
                    "-jar",
                    jar.toString(),
                    "provider",
                    "--port",
                    "0",
                    "--lifeline"),
                Map.of("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin")),
                folder));
    processes.put(name, process);
    URI address = address(name, process);
    process.exit().thenAccept(exit -> ended(name, exit.describe()));
    console.tell(
        "provider "
            + name
            + " is a SCRIPTED one at "
            + address
            + ": it answers by rote, and no real model is asked");
    return address;
  }

  private void ended(String name, String how) {
    if (!closing) {
      console.note(
          "the scripted provider "
              + name
              + " ended ("
              + how
              + "); runs that use it will fail until `reveille up` is started again");
    }
  }

  private static URI address(String name, AgentProcess process)
      throws IOException, InterruptedException {
    CompletableFuture<URI> address = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(process, address), "drill-provider-" + name);
    reader.setDaemon(true);
    reader.start();
    try {
      return address.get(START.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.end(GRACE);
      throw new IOException(
          "the scripted provider "
              + name
              + (e instanceof TimeoutException
                  ? " did not say within " + START.toSeconds() + " s where it listens"
                  : " ended as soon as it was started")
              + "; it said: "
              + process.stderrTail().strip(),
          e);
    }
  }

  /** Reads on to the end: a program whose output nobody reads stands still. */
  private static void read(AgentProcess process, CompletableFuture<URI> address) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.stdout(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(LISTENING)) {
          address.complete(URI.create(line.substring(LISTENING.length()).strip()));
        }
      }
      address.completeExceptionally(new IOException("it ended"));
    } catch (IOException | IllegalArgumentException e) {
      address.completeExceptionally(e);
    }
  }

  @Override
  public synchronized void close() {
    closing = true;
    processes.values().forEach(process -> process.end(GRACE));
    spawner.close();
  }
}
