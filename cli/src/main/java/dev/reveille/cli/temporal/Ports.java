package dev.reveille.cli.temporal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The ports of one server on 127.0.0.1.
 *
 * @param ui 0 when the server runs without the Web UI
 */
record Ports(int grpc, int ui) {
  /** Picks a free port for each that is 0; another program may still take it before it is used. */
  static Ports pick(ServerSettings settings) throws IOException {
    try (var grpc = bind(settings.port(), "--port");
        var ui = settings.ui() ? bind(settings.uiPort(), "--ui-port") : new ServerSocket()) {
      return new Ports(grpc.getLocalPort(), Math.max(0, ui.getLocalPort()));
    }
  }

  private static ServerSocket bind(int port, String option) throws IOException {
    var socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw new IOException(
          "port "
              + port
              + " of 127.0.0.1 is not free ("
              + e.getMessage()
              + "); give another with "
              + option,
          e);
    }
  }
}
