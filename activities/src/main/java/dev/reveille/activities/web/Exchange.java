package dev.reveille.activities.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Reads one answer: no more of it than is of use, and for no longer. Once a status has come it is
 * the answer, whatever becomes of the body.
 */
final class Exchange implements Response.Listener {
  private static final int MOST_READ = 16 << 10;

  private final Request request;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();

  Exchange(Request request) {
    this.request = request;
  }

  /** Sends; the result fails only where no status came. */
  CompletableFuture<Answer> send() {
    request.send(this);
    return answer;
  }

  @Override
  public void onHeaders(Response response) {
    if (response.getStatus() >= 200 && response.getStatus() < 300) {
      complete(response);
    }
  }

  @Override
  public void onContent(Response response, ByteBuffer content) {
    int room = MOST_READ - read.size();
    byte[] piece = new byte[Math.min(room, content.remaining())];
    content.get(piece);
    read.writeBytes(piece);
    if (content.hasRemaining()) {
      content.position(content.limit());
      complete(response);
      request.abort(new IOException("the rest of the answer is of no use"));
    }
  }

  @Override
  public void onComplete(Result result) {
    Response response = result.getResponse();
    if (response != null && response.getStatus() >= 200) {
      complete(response);
    } else {
      Throwable failure = result.getFailure();
      answer.completeExceptionally(failure == null ? new IOException("no answer") : failure);
    }
  }

  private void complete(Response response) {
    answer.complete(
        new Answer(
            response.getStatus(),
            response.getHeaders().get(HttpHeader.RETRY_AFTER),
            read.toString(StandardCharsets.UTF_8)));
  }
}
