package dev.reveille.worker.pages;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The pages by their paths. */
final class PagesHandler extends Handler.Abstract {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private static final Set<String> OURS = Set.of("/metrics", "/health/live", "/health/ready");

  /** A page of elsewhere that had its name point to this machine would be read as its own. */
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final Supplier<String> metrics;
  private final Health health;
  private final boolean local;
  private final boolean alone;

  /**
   * @param local whether this machine alone can ask
   * @param alone whether nobody else answers what is not found here
   */
  PagesHandler(Supplier<String> metrics, Health health, boolean local, boolean alone) {
    this.metrics = metrics;
    this.health = health;
    this.local = local;
    this.alone = alone;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String host = request.getHttpURI().getHost();
    if (local && (host == null || !THIS_MACHINE.contains(host))) {
      return write(response, callback, 421, TEXT, "Ask localhost, 127.0.0.1 or [::1].\n");
    }
    String path = String.valueOf(request.getHttpURI().getPath());
    if (!alone && !OURS.contains(path)) {
      return false;
    }
    String method = request.getMethod();
    if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      return write(response, callback, 405, TEXT, "These pages can only be read.\n");
    }
    switch (path) {
      case "/metrics":
        return write(response, callback, 200, PROMETHEUS, metrics.get());
      case "/health/live":
        return write(response, callback, 200, TEXT, "live\n");
      case "/health/ready":
        Optional<String> obstacle = health.obstacle();
        return obstacle.isEmpty()
            ? write(response, callback, 200, TEXT, "ready\n")
            : write(response, callback, 503, TEXT, "not ready: " + obstacle.get() + "\n");
      default:
        return write(
            response, callback, 404, TEXT, "There are /metrics, /health/live and /health/ready.\n");
    }
  }

  private static boolean write(
      Response response, Callback callback, int status, String type, String text) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }
}
