package dev.reveille.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the bytes it was told to for the case that a request's header names. */
final class HostileProvider implements AutoCloseable {
  /** What is written, and whether the connection is closed then. */
  record Script(byte[] bytes, boolean close) {}

  private static final Pattern CASE = Pattern.compile("(?im)^x-case: (\\d+)$");
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: (\\d+)$");
  private static final Pattern LINE =
      Pattern.compile("POST /v1/(chat/completions|responses|messages) HTTP/1\\.1");

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<Integer, Script> scripts = new ConcurrentHashMap<>();
  private final Queue<String> oddities = new ConcurrentLinkedQueue<>();

  HostileProvider() throws IOException {
    server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  void script(int number, Script script) {
    scripts.put(number, script);
  }

  void forget(int number) {
    scripts.remove(number);
  }

  /** Requests that no agent of this test may have caused. */
  Queue<String> oddities() {
    return oddities;
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String head = head(in);
      while (head != null) {
        Script script = script(head, in);
        socket.getOutputStream().write(script.bytes());
        socket.getOutputStream().flush();
        if (script.close()) {
          return;
        }
        head = head(in);
      }
    } catch (IOException hungUp) {
      return;
    }
  }

  private Script script(String head, InputStream in) throws IOException {
    Matcher length = LENGTH.matcher(head);
    if (length.find()) {
      in.readNBytes(Integer.parseInt(length.group(1)));
    }
    if (!LINE.matcher(head.lines().findFirst().orElse("")).matches()
        || !head.contains(GatewayFixture.OPENAI_KEY)
        || head.toLowerCase(java.util.Locale.ROOT).contains("smuggled")) {
      oddities.add(head);
    }
    Matcher number = CASE.matcher(head);
    Script script = number.find() ? scripts.get(Integer.parseInt(number.group(1))) : null;
    return script == null ? new Script(new byte[0], true) : script;
  }

  private static @Nullable String head(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int end = 0;
    while (end < 4) {
      int next;
      try {
        next = in.read();
      } catch (SocketException reset) {
        return null;
      }
      if (next < 0) {
        return null;
      }
      bytes.write(next);
      end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : next == '\r' ? 1 : 0;
    }
    return bytes.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
  }
}
