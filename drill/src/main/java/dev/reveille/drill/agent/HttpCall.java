package dev.reveille.drill.agent;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP/1.1 exchange on a connection of its own. The JDK's clients take longer to load than the
 * whole agent, and one of them silently sends a failed POST again, which a test of retries must
 * not.
 */
final class HttpCall implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final int status;
  private final Map<String, String> headers = new TreeMap<>();

  /**
   * Sends the request and blocks until the head of the answer is here; closing from another thread
   * ends that.
   */
  HttpCall(String method, URI uri, String key, byte[] body, Cancellation cancellation)
      throws IOException {
    if (!"http".equals(uri.getScheme())) {
      throw new IOException(
          uri + " is no http:// address; the drill agent speaks to gateways on this host only");
    }
    socket = new Socket(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
    cancellation.onCancel(this::close);
    socket.setTcpNoDelay(true);
    OutputStream out = socket.getOutputStream();
    String head =
        method
            + " "
            + uri.getRawPath()
            + " HTTP/1.1\r\nHost: "
            + uri.getAuthority()
            + "\r\nConnection: close\r\n"
            + (key.isEmpty() ? "" : "Authorization: Bearer " + key + "\r\n")
            + (body.length == 0
                ? ""
                : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n")
            + "User-Agent: reveille-drill\r\nAccept: */*\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.UTF_8));
    out.write(body);
    out.flush();
    in = new BufferedInputStream(socket.getInputStream());
    String[] first = line().split(" ");
    if (first.length < 2) {
      throw new IOException(
          "the answer of " + uri + " does not start as HTTP does: " + String.join(" ", first));
    }
    status = Integer.parseInt(first[1]);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
  }

  int status() {
    return status;
  }

  /** Empty when the answer has no such header; names are in lower case. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  InputStream body() {
    if (header("transfer-encoding").equalsIgnoreCase("chunked")) {
      return new Chunks();
    }
    String length = header("content-length");
    return length.isEmpty() ? in : new Fixed(Long.parseLong(length));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Closed is what it was to be.
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int letter = in.read(); letter != '\n'; letter = in.read()) {
      if (letter < 0) {
        throw new EOFException("the connection ended in the middle of the answer");
      }
      line.append((char) letter);
    }
    return line.toString().strip();
  }

  /** So many bytes; fewer are an error. */
  private class Fixed extends InputStream {
    long left;

    Fixed(long length) {
      left = length;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      int letter = in.read();
      if (letter < 0) {
        throw new EOFException("the connection ended with " + left + " bytes missing");
      }
      left--;
      return letter;
    }

    /** Never waits for more than one byte, or a slow stream would be read in blocks. */
    @Override
    public int read(byte[] into, int at, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int letter = read();
      if (letter < 0) {
        return -1;
      }
      into[at] = (byte) letter;
      return 1;
    }
  }

  /** Chunk after chunk, up to the empty one. */
  private final class Chunks extends Fixed {
    private boolean first = true;
    private boolean ended;

    Chunks() {
      super(0);
    }

    @Override
    public int read() throws IOException {
      if (left == 0 && !ended) {
        if (!first) {
          line();
        }
        first = false;
        left = Long.parseLong(line().split(";")[0].strip(), 16);
        ended = left == 0;
      }
      return super.read();
    }
  }
}
