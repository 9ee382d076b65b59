package dev.reveille.gateway;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** Takes in a whole request body without holding a thread while it comes. */
final class BodyReader {
  private final Content.Source source;
  private final int limit;
  private final Body body;
  private final CompletableFuture<Body> result = new CompletableFuture<>();

  private BodyReader(Content.Source source, int limit, AtomicLong budget) {
    this.source = source;
    this.limit = limit;
    this.body = new Body(budget);
  }

  /**
   * Fails with {@link Refused} when there are more bytes than {@code limit}, or than the budget
   * still has.
   */
  static CompletableFuture<Body> read(Content.Source source, int limit, AtomicLong budget) {
    BodyReader reader = new BodyReader(source, limit, budget);
    if (source.getLength() > limit) {
      reader.fail(new Refused(Refusal.tooLarge(limit)));
    } else {
      reader.readOn();
    }
    return reader.result;
  }

  private void readOn() {
    while (true) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        source.demand(this::readOn);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        fail(chunk.getFailure());
        return;
      }
      boolean last = chunk.isLast();
      Refusal refusal = take(chunk);
      chunk.release();
      if (refusal != null) {
        fail(new Refused(refusal));
        return;
      }
      if (last) {
        result.complete(body);
        return;
      }
    }
  }

  private @Nullable Refusal take(Content.Chunk chunk) {
    if (chunk.remaining() > limit - body.size()) {
      return Refusal.tooLarge(limit);
    }
    boolean taken = !chunk.hasRemaining() || body.add(chunk.getByteBuffer());
    return taken ? null : Refusal.tooMuchAtOnce();
  }

  private void fail(Throwable cause) {
    body.release();
    result.completeExceptionally(cause);
  }

  /** The body is not taken in. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    Refused(Refusal refusal) {
      super(refusal.message());
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }
}
