package dev.reveille.worker.pages;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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

  private final Supplier<String> metrics;
  private final Health health;

  PagesHandler(Supplier<String> metrics, Health health) {
    this.metrics = metrics;
    this.health = health;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String method = request.getMethod();
    if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      return write(response, callback, 405, TEXT, "These pages can only be read.\n");
    }
    switch (String.valueOf(request.getHttpURI().getPath())) {
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
