package dev.reveille.worker.pages;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Requests that the server refuses before any page sees them; nothing of the request comes back.
 */
final class PlainErrors implements Request.Handler {
  private static final int BAD_REQUEST = 400;

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Object known = request.getAttribute(ErrorHandler.ERROR_STATUS);
    int status = known instanceof Integer number ? number : BAD_REQUEST;
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    String body = "{\"detail\":\"The request cannot be answered.\",\"status\":" + status + "}";
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }
}
