package dev.reveille.bench.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A provider that answers at once with the same bytes, so that it is never what is measured: the
 * drill's reads every request as JSON and keeps it. How it answers is in the prompt; see {@link
 * Ask}.
 */
public final class CannedProvider {
  private static final int BACKLOG = 1024;

  private CannedProvider() {}

  /** Prints its port, and serves until standard input ends. */
  public static void main(String[] args) throws IOException {
    ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    daemon(() -> accept(server)).start();
    System.out.println(server.getLocalPort());
    while (System.in.read() >= 0) {
      continue;
    }
  }

  private static void accept(ServerSocket server) {
    while (true) {
      try {
        Socket socket = server.accept();
        daemon(() -> serve(socket)).start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(null, task, "canned", 256 << 10);
    thread.setDaemon(true);
    return thread;
  }

  private static void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
      OutputStream out = socket.getOutputStream();
      while (true) {
        HttpMessage request = HttpMessage.read(in);
        if (request == null) {
          return;
        }
        answer(Ask.read(request), out);
      }
    } catch (IOException | InterruptedException e) {
      // The other side has gone; so have we.
    }
  }

  private static void answer(Ask ask, OutputStream out) throws IOException, InterruptedException {
    if (!ask.stream()) {
      out.write(Canned.WHOLE);
      return;
    }
    out.write(Canned.STREAM_HEAD);
    byte[] event = Canned.chunk(Canned.event("x".repeat(ask.padding())));
    for (int i = 0; i < ask.events(); i++) {
      if (ask.delayMillis() > 0) {
        Thread.sleep(ask.delayMillis());
      }
      out.write(event);
    }
    out.write(Canned.chunk(Canned.LAST_EVENT));
    out.write(Canned.chunk("data: [DONE]\n\n"));
    out.write("0\r\n\r\n".getBytes(US_ASCII));
  }
}
