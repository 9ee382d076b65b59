package dev.reveille.gateway;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;

/** Takes in a whole request body without holding a thread while it comes. */
final class BodyReader {
  private final Content.Source source;
  private final int limit;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();

  private BodyReader(Content.Source source, int limit) {
    this.source = source;
    this.limit = limit;
  }

  /** Completes with {@link TooLarge} when there are more bytes than {@code limit}. */
  static CompletableFuture<byte[]> read(Content.Source source, int limit) {
    BodyReader reader = new BodyReader(source, limit);
    if (source.getLength() > limit) {
      reader.body.completeExceptionally(new TooLarge());
    } else {
      reader.readOn();
    }
    return reader.body;
  }

  private void readOn() {
    while (true) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        source.demand(this::readOn);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        body.completeExceptionally(chunk.getFailure());
        return;
      }
      boolean last = chunk.isLast();
      boolean fits = bytes.size() + chunk.remaining() <= limit;
      if (fits) {
        bytes.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
      }
      chunk.release();
      if (!fits) {
        body.completeExceptionally(new TooLarge());
        return;
      }
      if (last) {
        body.complete(bytes.toByteArray());
        return;
      }
    }
  }

  /** The body is larger than allowed. */
  static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1;
  }
}
