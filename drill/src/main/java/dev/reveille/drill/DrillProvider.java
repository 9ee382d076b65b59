package dev.reveille.drill;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A model provider on a real port that answers by script: OpenAI chat completions and responses,
 * Anthropic messages, streamed and whole. Thread-safe; requests are served in threads of its own
 * until it is closed.
 */
public final class DrillProvider implements AutoCloseable {
  static {
    // Read once, when the server's classes load: without it every answer waits 40 ms for a delayed
    // ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final RequestRecorder recorder;
  private final CallAnswerer answerer;
  private final Doors doors;

  private DrillProvider(InetSocketAddress address, ProviderScript script, @Nullable Path log)
      throws IOException {
    recorder = new RequestRecorder(Clock.systemUTC(), log);
    answerer = new CallAnswerer(script);
    doors = new Doors(answerer);
    server = HttpServer.create(address, 0);
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "drill-provider");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", new RequestHandler(recorder, doors));
    server.createContext("/drill/", new ControlHandler(this));
    server.start();
  }

  /**
   * Listens on a free port of the loopback.
   *
   * @throws IOException when no port can be had
   */
  public static DrillProvider start(ProviderScript script) throws IOException {
    return start(new InetSocketAddress("127.0.0.1", 0), script, null);
  }

  /**
   * @param log file that gets one JSON line per request; null for none
   * @throws IOException when the address is taken
   */
  public static DrillProvider start(
      InetSocketAddress address, ProviderScript script, @Nullable Path log) throws IOException {
    requireNonNull(address, "address is null");
    requireNonNull(script, "script is null");
    return new DrillProvider(address, script, log);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** {@code http://HOST:PORT}, without a path. */
  public String address() {
    return "http://" + server.getAddress().getAddress().getHostAddress() + ":" + port();
  }

  /** Replaces the script for all requests that come from now on, and starts its counts anew. */
  public void script(ProviderScript script) {
    answerer.script(requireNonNull(script, "script is null"));
  }

  /** The same for requests below {@code /at/NAME/} alone, which so far were answered as all are. */
  public void script(String door, ProviderScript script) {
    doors.script(requireNonNull(door, "door is null"), requireNonNull(script, "script is null"));
  }

  /**
   * The model calls so far, in order of arrival; what is no call is in {@link #otherRequests()}.
   */
  public List<RecordedRequest> requests() {
    return recorder.calls();
  }

  /** Listings of models, token counts and unknown paths. */
  public List<RecordedRequest> otherRequests() {
    return recorder.all().stream().filter(request -> !request.dialect().isCall()).toList();
  }

  /**
   * Blocks until so many model calls have arrived, answered or not.
   *
   * @throws IllegalStateException when they have not within {@code limit}
   */
  public List<RecordedRequest> awaitRequests(int count, Duration limit) {
    return recorder.awaitCalls(count, limit);
  }

  /**
   * The most model calls that were ever in hand at once, refused ones included; those of doors with
   * a script of their own not counted.
   */
  public int peakConcurrency() {
    return answerer.peakConcurrency();
  }

  List<RecordedRequest> everything() {
    return recorder.all();
  }

  /** Breaks what hangs and stops listening. */
  @Override
  public void close() {
    doors.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
