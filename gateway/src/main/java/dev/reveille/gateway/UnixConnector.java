package dev.reveille.gateway;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;

/** Listens on a unix socket, for agents without a network. */
final class UnixConnector extends LoopbackConnector {
  private final SocketFile file;
  private volatile @Nullable ServerSocketChannel channel;

  UnixConnector(Server server, HttpConnectionFactory http, Path path) {
    super(server, http);
    this.file = new SocketFile(path);
  }

  @Override
  public void open() throws IOException {
    if (channel == null) {
      channel = file.bind();
    }
  }

  @Override
  public boolean isOpen() {
    ServerSocketChannel open = channel;
    return open != null && open.isOpen();
  }

  @Override
  public void accept(int acceptor) throws IOException {
    ServerSocketChannel open = channel;
    if (open != null) {
      SocketChannel accepted = open.accept();
      accepted.configureBlocking(false);
      getSelectorManager().accept(accepted);
    }
  }

  @Override
  public void close() {
    super.close();
    ServerSocketChannel open = channel;
    if (open != null) {
      channel = null;
      IO.close(open);
      file.delete();
    }
  }
}
