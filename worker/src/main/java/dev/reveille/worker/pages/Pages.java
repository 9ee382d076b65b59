package dev.reveille.worker.pages;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /metrics}, {@code /health/live}, {@code /health/ready} and the board until it is
 * closed. Health and metrics can only be read, and name no key and no prompt.
 */
public final class Pages implements AutoCloseable {
  private static final int THREADS = 12;
  private static final long IDLE_MILLIS = 30_000;

  private final Server server;
  private final ServerConnector connector;

  private Pages(
      InetSocketAddress at, Supplier<String> metrics, Health health, @Nullable Handler board)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("pages");
    threads.setDaemon(true);
    // Jetty may release a buffer twice (jetty.project#12939): none is to serve two connections.
    server = new Server(threads, null, ByteBufferPool.NON_POOLING);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(at.getHostString());
    connector.setPort(at.getPort());
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    PagesHandler own = new PagesHandler(metrics, health, isThisMachine(at), board == null);
    server.setHandler(board == null ? own : new Handler.Sequence(own, board));
    server.setErrorHandler(new PlainErrors());
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw e instanceof IOException io ? io : new IOException("the pages cannot be served", e);
    }
  }

  /**
   * Starts to listen.
   *
   * @param at port 0 takes a free one
   * @throws IOException when the address cannot be had
   */
  public static Pages start(InetSocketAddress at, Supplier<String> metrics, Health health)
      throws IOException {
    return new Pages(at, metrics, health, null);
  }

  /**
   * Starts to listen, with a board beside health and metrics.
   *
   * @param at port 0 takes a free one
   * @throws IOException when the address cannot be had
   */
  public static Pages start(
      InetSocketAddress at, Supplier<String> metrics, Health health, Handler board)
      throws IOException {
    return new Pages(at, metrics, health, board);
  }

  /** Whether an address can be reached from this machine alone. */
  public static boolean isThisMachine(InetSocketAddress at) {
    try {
      return InetAddress.getByName(at.getHostString()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** {@code http://HOST:PORT}. */
  public URI address() {
    String host = connector.getHost();
    boolean six = host.contains(":");
    return URI.create("http://" + (six ? "[" + host + "]" : host) + ":" + connector.getLocalPort());
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }
}
