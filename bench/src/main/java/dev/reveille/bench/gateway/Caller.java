package dev.reveille.bench.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** One agent: a connection that is kept, and requests one after the other. For one thread. */
final class Caller implements AutoCloseable {
  private static final int LIMIT_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Target target;

  /**
   * Where requests go.
   *
   * @param path of chat completions
   * @param headers each with its line's end
   */
  record Target(int port, String path, String headers) {}

  Caller(Target target) throws IOException {
    this.target = target;
    this.socket = new Socket(InetAddress.getLoopbackAddress(), target.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(LIMIT_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
    this.out = socket.getOutputStream();
  }

  /** Makes a call, and checks that its answer is whole. Returns how long it took, in nanos. */
  long call(Ask ask) throws IOException {
    byte[] body = ask.body();
    long began = System.nanoTime();
    send(body);
    boolean counted = (long) ask.events() * ask.padding() < 1 << 20;
    HttpMessage answer = HttpMessage.read(in, counted);
    long took = System.nanoTime() - began;
    if (answer == null) {
      throw new IOException("the connection ended before an answer");
    }
    check(ask, answer, counted);
    return took;
  }

  private void send(byte[] body) throws IOException {
    byte[] head =
        ("POST "
                + target.path()
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + target.port()
                + "\r\n"
                + target.headers()
                + "Content-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(US_ASCII);
    if (body.length < 32 << 10) {
      byte[] all = new byte[head.length + body.length];
      System.arraycopy(head, 0, all, 0, head.length);
      System.arraycopy(body, 0, all, head.length, body.length);
      out.write(all);
    } else {
      out.write(head);
      out.write(body);
    }
  }

  private static void check(Ask ask, HttpMessage answer, boolean counted) {
    boolean whole =
        !ask.stream()
            ? answer.count("Good morning") == 1
            : counted
                ? answer.count("data: [DONE]") == 1 && answer.count(" word") >= ask.events()
                : answer.length() > (long) ask.events() * ask.padding();
    if (answer.status() != 200 || !whole) {
      String text = new String(answer.body(), US_ASCII);
      throw new IllegalStateException(
          "an answer is not what the provider sent: "
              + answer.first()
              + " "
              + text.substring(0, Math.min(500, text.length())));
    }
  }

  /** Asks, takes the beginning of the answer, and no more until it is closed. */
  void stall(Ask ask) throws IOException {
    send(ask.body());
    if (in.read() < 0) {
      throw new IOException("the connection ended before an answer");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
