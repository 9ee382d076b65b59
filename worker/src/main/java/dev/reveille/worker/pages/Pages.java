package dev.reveille.worker.pages;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves {@code /metrics}, {@code /health/live} and {@code /health/ready} until it is closed.
 * Nothing here can be changed from outside, and nothing names a key or a prompt.
 */
public final class Pages implements AutoCloseable {
  private static final int THREADS = 6;
  private static final long IDLE_MILLIS = 30_000;

  private final Server server;
  private final ServerConnector connector;

  private Pages(InetSocketAddress at, Supplier<String> metrics, Health health) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("pages");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(at.getHostString());
    connector.setPort(at.getPort());
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.setHandler(new PagesHandler(metrics, health));
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
    return new Pages(at, metrics, health);
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
