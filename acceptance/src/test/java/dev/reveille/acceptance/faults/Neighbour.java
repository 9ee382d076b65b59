package dev.reveille.acceptance.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Somebody else on this host, who greets whoever comes: on the loopback and on a unix socket. */
final class Neighbour implements AutoCloseable {
  static final String GREETING = "GREETINGS-OF-THE-NEIGHBOUR";

  private final ServerSocket loopback = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
  private final Path socket;

  Neighbour(Path folder) throws IOException {
    socket = folder.resolve("other.sock");
    unix.bind(UnixDomainSocketAddress.of(socket));
    greeting("neighbour-loopback", this::greetOnLoopback);
    greeting("neighbour-unix", this::greetOnUnixSocket);
  }

  int port() {
    return loopback.getLocalPort();
  }

  Path socket() {
    return socket;
  }

  private interface Greeting {
    void greet() throws IOException;
  }

  private void greeting(String name, Greeting greeting) {
    Thread thread =
        new Thread(
            () -> {
              while (!loopback.isClosed()) {
                try {
                  greeting.greet();
                } catch (IOException gone) {
                  continue;
                }
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void greetOnLoopback() throws IOException {
    try (Socket caller = loopback.accept()) {
      caller.getOutputStream().write(GREETING.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void greetOnUnixSocket() throws IOException {
    try (SocketChannel caller = unix.accept()) {
      caller.write(ByteBuffer.wrap(GREETING.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  @Override
  public void close() throws IOException {
    loopback.close();
    unix.close();
    Files.deleteIfExists(socket);
  }
}
