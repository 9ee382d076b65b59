package dev.reveille.activities.web;

import dev.reveille.gateway.tunnel.Names;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Resolves names, and gives out only what a connection may be made to. The client connects to the
 * very addresses that were judged here, so a name that changes its mind between the look and the
 * connection wins nothing.
 */
final class GuardedNames implements SocketAddressResolver {
  private final Names names;
  private final boolean allowPrivate;
  private final Executor blocking;

  GuardedNames(Names names, boolean allowPrivate, Executor blocking) {
    this.names = names;
    this.allowPrivate = allowPrivate;
    this.blocking = blocking;
  }

  /** A name leads where it must not. */
  static final class Closed extends UnknownHostException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    blocking.execute(
        () -> {
          try {
            promise.succeeded(open(host, port));
          } catch (UnknownHostException | RuntimeException e) {
            promise.failed(e);
          }
        });
  }

  private List<InetSocketAddress> open(String host, int port) throws UnknownHostException {
    List<InetSocketAddress> open = new ArrayList<>();
    for (InetAddress address : names.addresses(host)) {
      // One such address among good ones is a trap, or at best a mistake.
      if (!allowPrivate && !PublicAddress.is(address)) {
        throw new Closed();
      }
      open.add(new InetSocketAddress(address, port));
    }
    if (open.isEmpty()) {
      throw new UnknownHostException();
    }
    return open;
  }
}
