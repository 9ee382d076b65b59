package dev.reveille.gateway.tunnel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** The proxy alone, a host that echoes, and names that lead where a test wants. */
final class ProxyFixture implements AutoCloseable {
  static final String TOKEN = "AAAAAAAAAAAAAAAAAAAAAA";

  final ServerSocket echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  final Map<String, InetAddress> names = new ConcurrentHashMap<>();
  final HandPass pass;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);

  ProxyFixture(Duration idle, String... allowed) throws Exception {
    String port = Integer.toString(echo.getLocalPort());
    String[] hosts = allowed.clone();
    for (int i = 0; i < hosts.length; i++) {
      hosts[i] = hosts[i].replace("PORT", port);
    }
    pass = new HandPass(hosts);
    server.setHandler(
        new TunnelHandler(
            new Door(),
            token -> token.equals(TOKEN) ? pass : null,
            new TunnelLog(pass::write, threads, Clock.systemUTC()),
            this::addresses,
            Duration.ofSeconds(5),
            idle));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.start();
    threads.execute(this::echo);
  }

  int echoPort() {
    return echo.getLocalPort();
  }

  private InetAddress[] addresses(String host) throws UnknownHostException {
    InetAddress known = names.get(host);
    return known == null ? InetAddress.getAllByName(host) : new InetAddress[] {known};
  }

  /** Says back what it hears, line by line or not, until the other end is done. */
  private void echo() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        threads.execute(
            () -> {
              try (socket) {
                socket.getInputStream().transferTo(socket.getOutputStream());
              } catch (IOException cut) {
                return;
              }
            });
      } catch (IOException closed) {
        return;
      }
    }
  }

  Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
  }

  static String connectTo(String where) {
    return "CONNECT " + where + " HTTP/1.1\r\nHost: " + where + "\r\n" + authorization() + "\r\n";
  }

  static String authorization() {
    return "Proxy-Authorization: Basic "
        + Base64.getEncoder().encodeToString(("run:" + TOKEN).getBytes(StandardCharsets.UTF_8))
        + "\r\n";
  }

  /** The whole answer to a request that is refused. */
  String refused(String request) throws IOException {
    try (Socket socket = connect()) {
      send(socket, request);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** The head of an answer, to the empty line. */
  static String head(Socket socket) throws IOException {
    InputStream from = socket.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
      int next = from.read();
      if (next < 0) {
        break;
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws Exception {
    server.stop();
    echo.close();
    threads.shutdownNow();
  }

  private static final class Door extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.write(true, ByteBuffer.wrap("the door".getBytes(StandardCharsets.UTF_8)), callback);
      return true;
    }
  }
}
