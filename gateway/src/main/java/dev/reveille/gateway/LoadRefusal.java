package dev.reveille.gateway;

import dev.reveille.gateway.pace.Overload;
import dev.reveille.gateway.pace.RetryAfter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Tells a refusal for load, which passes by itself, from one that only looks like it: OpenAI
 * answers 429 also where nothing is left to spend.
 */
final class LoadRefusal {
  private static final int MOST_READ = 64 << 10;
  private static final Pattern SPENT =
      Pattern.compile("insufficient_quota|billing_hard_limit_reached|billing_not_active");

  private final Response head;
  private final Content.Source content;
  private final Clock clock;
  private final BiConsumer<@Nullable Overload, Content.Source> told;
  private final Consumer<Throwable> broken;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private LoadRefusal(
      Response head,
      Content.Source content,
      Clock clock,
      BiConsumer<@Nullable Overload, Content.Source> told,
      Consumer<Throwable> broken) {
    this.head = head;
    this.content = content;
    this.clock = clock;
    this.told = told;
    this.broken = broken;
  }

  /** Whether its head leaves it open that an answer is a refusal for load. */
  static boolean mayBe(Response head) {
    return Overload.isOne(head.getStatus())
        && !"false".equalsIgnoreCase(head.getHeaders().get("x-should-retry"));
  }

  /**
   * Reads the answer, which takes no thread.
   *
   * @param told the refusal; or null, and the answer's content to be read again
   */
  static void read(
      Response head,
      Content.Source content,
      Clock clock,
      BiConsumer<@Nullable Overload, Content.Source> told,
      Consumer<Throwable> broken) {
    new LoadRefusal(head, content, clock, told, broken).read();
  }

  private void read() {
    while (true) {
      Content.Chunk chunk = content.read();
      if (chunk == null) {
        content.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::read));
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        broken.accept(chunk.getFailure());
        return;
      }
      boolean last = chunk.isLast();
      keep(chunk.getByteBuffer());
      chunk.release();
      if (last) {
        tell();
        return;
      }
    }
  }

  /** What is beyond the limit is read too, so that the connection can be used again. */
  private void keep(ByteBuffer buffer) {
    int room = Math.min(buffer.remaining(), MOST_READ - bytes.size());
    byte[] taken = new byte[Math.max(0, room)];
    buffer.get(taken);
    bytes.writeBytes(taken);
  }

  private void tell() {
    if (SPENT.matcher(bytes.toString(StandardCharsets.ISO_8859_1)).find()) {
      told.accept(null, Content.Source.from(ByteBuffer.wrap(bytes.toByteArray())));
    } else {
      told.accept(
          Overload.answered(
              head.getStatus(),
              RetryAfter.parse(head.getHeaders().get(HttpHeader.RETRY_AFTER), clock.instant())),
          content);
    }
  }
}
