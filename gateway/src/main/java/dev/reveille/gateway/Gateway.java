package dev.reveille.gateway;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.pace.LaneView;
import dev.reveille.gateway.pace.Outlook;
import dev.reveille.gateway.pace.Pacer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way from agents to their providers, on this host's loopback and on a unix socket. It
 * listens until {@link #close}. Thread-safe; its threads are its own, a few for any number of
 * streams.
 */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final int RECORDING_THREADS = 4;

  private final GatewayOptions options;
  private final ScheduledExecutorService alarms = alarmThread();
  private final Pacer pacer;
  private final AccessBook book;
  private final Function<String, @Nullable String> keys;
  private final ExecutorService recording = recordingThreads();
  private final QueuedThreadPool network = JettyParts.threads();
  private final CompletableFuture<HttpClient> client;
  private final Server server;
  private final LoopbackConnector loopback;

  private Gateway(
      GatewayOptions options,
      CallRecorder recorder,
      Function<String, @Nullable String> keys,
      Clock clock)
      throws IOException {
    this.options = options;
    this.keys = keys;
    pacer = new Pacer(options.pace(), System::nanoTime, this::alarm);
    book = new AccessBook(pacer);
    LifeCycle.start(network);
    // Loading TLS takes longer than all the rest, and the first agent is not there yet.
    client =
        CompletableFuture.supplyAsync(() -> JettyParts.startClient(network, options), recording);
    AtomicLong bodyBudget = new AtomicLong(bodyBudget(options));
    GatewayParts parts =
        new GatewayParts(options, client, recorder, recording, keys, clock, bodyBudget, pacer);
    server = JettyParts.server(network, parts.withProxy(new GatewayHandler(parts, book), book));
    loopback = JettyParts.loopback(server, options);
    Path socket = options.socket();
    if (socket != null) {
      JettyParts.unix(server, options, socket);
    }
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw e instanceof IOException io ? io : new IOException("the gateway cannot start", e);
    }
  }

  /**
   * Starts to listen.
   *
   * @param recorder told of every call, on threads that may block
   * @param keys the value of an environment variable, or null; asked at each call, so that a key
   *     may change
   * @throws IOException when the port or the socket cannot be had; the message says why
   */
  public static Gateway start(
      GatewayOptions options,
      CallRecorder recorder,
      Function<String, @Nullable String> keys,
      Clock clock)
      throws IOException {
    requireNonNull(options, "options is null");
    requireNonNull(recorder, "recorder is null");
    requireNonNull(keys, "keys is null");
    requireNonNull(clock, "clock is null");
    return new Gateway(options, recorder, keys, clock);
  }

  /**
   * Lets one attempt of a run in. An older access of the same run is revoked, which blocks as
   * {@link #revoke} does.
   */
  public Access open(Grant grant) {
    return book.open(grant, address());
  }

  /** An address that several accesses have one after the other. */
  public Door door() {
    return book.openDoor(address());
  }

  /**
   * Ends an access: its calls under way are cut, further ones answered with 401. Blocks until the
   * ends of the calls are recorded, at most 5 s, so that evidence read afterwards is whole. Does
   * nothing for a token that is not in force.
   */
  public void revoke(String token) {
    book.revoke(token);
  }

  /**
   * Whether a run that is yet to boot would find its provider closed, and for how long. Several
   * runs are told times one after the other, in the order of their due times.
   */
  public Outlook outlook(Provider provider, Instant due, RunKey run) {
    String variable = provider.keyEnv();
    String key = variable == null ? null : keys.apply(variable);
    return pacer.outlook(provider, key, due, run.toString());
  }

  /** How it stands with each provider, for metrics. */
  public List<LaneView> lanes() {
    return pacer.views();
  }

  public int port() {
    return loopback.getLocalPort();
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** The unix socket it listens on; null when none was asked for. */
  public @Nullable Path socket() {
    return options.socket();
  }

  /** Revokes every access, stops listening and removes the socket. */
  @Override
  public void close() {
    book.revokeAll();
    LifeCycle.stop(server);
    client
        .thenAccept(started -> LifeCycle.stop(started))
        .exceptionally(failedToStart -> null)
        .join();
    LifeCycle.stop(network);
    alarms.shutdownNow();
    recording.shutdown();
  }

  private static long bodyBudget(GatewayOptions options) {
    return Math.max(options.maxRequestBytes(), Runtime.getRuntime().maxMemory() / 4);
  }

  private void alarm(long nanos, Runnable task) {
    try {
      alarms.schedule(task, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.debug("the gateway is closed, and nobody waits any more");
    }
  }

  private static ScheduledExecutorService alarmThread() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, "gateway-pace");
          thread.setDaemon(true);
          return thread;
        });
  }

  private static ExecutorService recordingThreads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            RECORDING_THREADS,
            RECORDING_THREADS,
            Duration.ofSeconds(30).toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "gateway-recording");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
