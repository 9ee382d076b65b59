package dev.reveille.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A provider whose every byte a test writes by hand, so that no test waits for a time. */
final class HandProvider implements AutoCloseable {
  static final String EVENTS =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  private static final int PATIENCE_MILLIS = 20_000;

  private final ServerSocket server;

  HandProvider() throws IOException {
    server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    server.setSoTimeout(PATIENCE_MILLIS);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Takes the next connection and reads its request. */
  Conversation accept() throws IOException {
    return new Conversation(server.accept());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** One connection. */
  static final class Conversation implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    String head;

    Conversation(Socket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout(PATIENCE_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
      head = next();
    }

    /** Reads the next request that comes over the same connection, and returns its head. */
    final String next() throws IOException {
      head = readHead();
      String length = head.replaceAll("(?is).*\r\ncontent-length: *(\\d+)\r\n.*", "$1");
      in.readNBytes(length.equals(head) ? 0 : Integer.parseInt(length));
      return head;
    }

    void write(String bytes) throws IOException {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    void chunk(String content) throws IOException {
      int length = content.getBytes(StandardCharsets.UTF_8).length;
      write(Integer.toHexString(length) + "\r\n" + content + "\r\n");
    }

    /** Blocks until the gateway hangs up. */
    boolean isHungUp() throws IOException {
      try {
        return in.read() < 0;
      } catch (java.net.SocketException reset) {
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }

    private String readHead() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      String text = "";
      while (!text.endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("the gateway hung up within a request: " + text);
        }
        bytes.write(next);
        text = bytes.toString(StandardCharsets.UTF_8);
      }
      return text;
    }
  }
}
