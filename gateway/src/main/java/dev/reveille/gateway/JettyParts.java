package dev.reveille.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty set up to pass things on as they are: nothing decoded, followed, remembered or added. */
final class JettyParts {
  private static final int THREADS = 24;
  private static final int HEADER_BYTES = 32 << 10;
  private static final int MOST_CONNECTIONS = 1024;
  private static final Duration KEPT_FOR_REUSE = Duration.ofSeconds(15);

  /** An agent is given up later than a provider, whose silence is to be told to the agent. */
  private static final Duration AGENT_GRACE = Duration.ofSeconds(30);

  private JettyParts() {}

  static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("gateway");
    threads.setDaemon(true);
    return threads;
  }

  static HttpClient startClient(Executor network, GatewayOptions options) {
    HttpClient client = PlainClient.on(network);
    client.setConnectTimeout(options.connectTimeout().toMillis());
    client.setIdleTimeout(KEPT_FOR_REUSE.toMillis());
    client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
    client.setMaxRequestHeadersSize(HEADER_BYTES);
    client.setMaxResponseHeadersSize(HEADER_BYTES);
    LifeCycle.start(client);
    return client;
  }

  /**
   * Its buffers are used once each. Jetty releases the one of a malformed request twice at times
   * (seen with 12.1.14; jetty.project#12939); out of a pool it would then serve two connections,
   * and one agent's bytes would run into another's request.
   */
  static Server server(QueuedThreadPool network, Handler handler) {
    Server server = new Server(network, null, ByteBufferPool.NON_POOLING);
    server.setHandler(handler);
    // Jetty refuses malformed requests itself; what it says then shall quote nothing.
    server.setErrorHandler(
        (request, response, callback) -> {
          response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
          response.write(
              true,
              ByteBuffer.wrap(
                  "The gateway cannot read this request.".getBytes(StandardCharsets.UTF_8)),
              callback);
          return true;
        });
    return server;
  }

  static LoopbackConnector loopback(Server server, GatewayOptions options) {
    LoopbackConnector connector = new LoopbackConnector(server, http());
    connector.setPort(options.port());
    return added(connector, server, options);
  }

  static void unix(Server server, GatewayOptions options, Path socket) {
    added(new UnixConnector(server, http(), socket), server, options);
  }

  private static LoopbackConnector added(
      LoopbackConnector connector, Server server, GatewayOptions options) {
    connector.setIdleTimeout(options.idleTimeout().plus(AGENT_GRACE).toMillis());
    server.addConnector(connector);
    return connector;
  }

  private static HttpConnectionFactory http() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    // What is used once is had from the heap for less.
    configuration.setUseInputDirectByteBuffers(false);
    configuration.setUseOutputDirectByteBuffers(false);
    configuration.setRequestHeaderSize(HEADER_BYTES);
    // Paths are compared undecoded, byte for byte, so the handler itself refuses the odd ones.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    return new HttpConnectionFactory(configuration);
  }
}
