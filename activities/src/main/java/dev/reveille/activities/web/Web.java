package dev.reveille.activities.web;

import dev.reveille.gateway.PlainClient;
import dev.reveille.gateway.tunnel.Names;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to addresses that users write down, such as a webhook's. Follows no redirect,
 * keeps no cookie, reads a bounded answer, and connects to private addresses only where a request
 * allows it. Starts with its first request; thread-safe.
 */
public final class Web implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(15);
  private static final int THREADS = 12;
  private static final int HEADER_BYTES = 16 << 10;

  private final Names names;
  private final Duration patience;
  private @Nullable QueuedThreadPool threads;
  private @Nullable HttpClient open;
  private @Nullable HttpClient guarded;
  private boolean closed;

  /**
   * @param patience for one request from its beginning to its answer
   */
  public Web(Names names, Duration patience) {
    this.names = names;
    this.patience = patience;
  }

  /** Sends, and blocks for as long as {@code patience} says. */
  public Answer send(Post post) throws Unsent, InterruptedException {
    check(post);
    Request request =
        client(post.allowPrivate())
            .newRequest(post.target())
            .method(HttpMethod.POST)
            .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .headers(headers -> post.headers().forEach(headers::put))
            .body(new BytesRequestContent(post.contentType(), post.body()));
    try {
      return new Exchange(request).send().get(patience.toMillis() + 1_000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      request.abort(e);
      throw e;
    } catch (TimeoutException e) {
      request.abort(e);
      throw told(e);
    } catch (ExecutionException e) {
      throw told(e.getCause());
    }
  }

  private static void check(Post post) throws Unsent {
    URI target = post.target();
    String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
    if (target.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw Unsent.forGood("its address is none of the form https://host/path");
    }
    if (scheme.equals("http") && !post.allowPrivate()) {
      throw Unsent.forGood(
          "its address begins with http://, where anybody on the way could read along: write"
              + " https://, or allowPrivate: true for a server of your own network");
    }
  }

  /** In our own words: those of the client hold the address. */
  private Unsent told(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof GuardedNames.Closed) {
        return Unsent.forGood(
            "its address leads into a private network, or to this machine itself: write"
                + " allowPrivate: true if that is meant");
      }
      if (cause instanceof UnknownHostException) {
        return Unsent.forNow("the name in its address is not known to the resolver");
      }
      if (cause instanceof SSLException) {
        return Unsent.forNow("its certificate, or its TLS, is not accepted here");
      }
      if (cause instanceof SocketTimeoutException) {
        return Unsent.forNow("no connection within " + CONNECT.toSeconds() + " s");
      }
      if (cause instanceof TimeoutException) {
        return Unsent.forNow("no answer within " + patience.toSeconds() + " s");
      }
      if (cause instanceof ConnectException) {
        return Unsent.forNow("nothing listens at its address");
      }
    }
    String kind = failure == null ? "" : " (" + failure.getClass().getSimpleName() + ")";
    return Unsent.forNow("the connection broke before an answer came" + kind);
  }

  private synchronized HttpClient client(boolean allowPrivate) throws Unsent {
    HttpClient client = allowPrivate ? open : guarded;
    if (client == null) {
      if (closed) {
        throw Unsent.forNow("the worker is stopping");
      }
      client = started(allowPrivate);
      if (allowPrivate) {
        open = client;
      } else {
        guarded = client;
      }
    }
    return client;
  }

  private HttpClient started(boolean allowPrivate) {
    QueuedThreadPool pool = threads;
    if (pool == null) {
      pool = new QueuedThreadPool(THREADS, 1);
      pool.setName("web");
      pool.setDaemon(true);
      LifeCycle.start(pool);
      threads = pool;
    }
    HttpClient client = PlainClient.on(pool);
    client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "Reveille"));
    client.setSocketAddressResolver(new GuardedNames(names, allowPrivate, pool));
    client.setConnectTimeout(CONNECT.toMillis());
    client.setIdleTimeout(IDLE.toMillis());
    client.setMaxResponseHeadersSize(HEADER_BYTES);
    LifeCycle.start(client);
    return client;
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (LifeCycle part : new LifeCycle[] {open, guarded, threads}) {
      if (part != null) {
        LifeCycle.stop(part);
      }
    }
    open = null;
    guarded = null;
    threads = null;
  }
}
