package dev.reveille.agent.tools;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HTTP clients for what lies past the model provider. */
public final class Http {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Set<String> DIRECT = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

  private Http() {}

  /**
   * Through the proxy, if there is one, but for this machine itself.
   *
   * @param proxy with user and password, if it wants any
   */
  public static HttpClient.Builder client(@Nullable URI proxy) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT);
    if (proxy == null) {
      return builder;
    }
    String[] login =
        proxy.getUserInfo() == null ? new String[0] : proxy.getUserInfo().split(":", 2);
    if (login.length == 2) {
      builder.authenticator(
          new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
              return getRequestorType() == RequestorType.PROXY
                  ? new PasswordAuthentication(login[0], login[1].toCharArray())
                  : null;
            }
          });
    }
    return builder.proxy(new Past(proxy));
  }

  private static final class Past extends ProxySelector {
    private final Proxy proxy;

    Past(URI proxy) {
      this.proxy =
          new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxy.getPort()));
    }

    @Override
    public List<Proxy> select(URI uri) {
      return List.of(DIRECT.contains(String.valueOf(uri.getHost())) ? Proxy.NO_PROXY : proxy);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {}
  }
}
