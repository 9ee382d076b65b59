package dev.reveille.bench.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request or an answer of HTTP/1.1, read as plainly as can be: what is measured must not be the
 * measuring.
 *
 * @param first the request line or the status line
 * @param length bytes of the body, also where they were not kept
 */
record HttpMessage(String first, byte[] body, long length) {
  private static final int KEPT = 64 << 20;

  int status() {
    return Integer.parseInt(first.split(" ", 3)[1]);
  }

  /** Null at the end of the connection. */
  static @Nullable HttpMessage read(InputStream in) throws IOException {
    return read(in, true);
  }

  /**
   * @param keep whether the body is wanted; it is read in any case
   */
  static @Nullable HttpMessage read(InputStream in, boolean keep) throws IOException {
    String first = line(in);
    if (first == null) {
      return null;
    }
    long length = 0;
    boolean chunked = false;
    for (String line = some(line(in)); !line.isEmpty(); line = some(line(in))) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring("content-length:".length()).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.contains("chunked");
      }
    }
    Body body = new Body(keep);
    if (chunked) {
      for (long size = chunk(in); size > 0; size = chunk(in)) {
        body.take(in, size);
        some(line(in));
      }
      some(line(in));
    } else {
      body.take(in, length);
    }
    return new HttpMessage(first, body.kept.toByteArray(), body.length);
  }

  private static long chunk(InputStream in) throws IOException {
    return Long.parseLong(some(line(in)).replaceFirst(";.*", "").strip(), 16);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(80);
    for (int letter = in.read(); letter != '\n'; letter = in.read()) {
      if (letter < 0) {
        return null;
      }
      if (letter != '\r') {
        line.append((char) letter);
      }
    }
    return line.toString();
  }

  private static String some(@Nullable String line) throws EOFException {
    if (line == null) {
      throw new EOFException("the connection ended within a message");
    }
    return line;
  }

  /** How often a text stands in the body. */
  int count(String text) {
    String all = new String(body, ISO_8859_1);
    int count = 0;
    for (int at = all.indexOf(text); at >= 0; at = all.indexOf(text, at + text.length())) {
      count++;
    }
    return count;
  }

  private static final class Body {
    private final boolean keep;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[16 << 10];
    private long length;

    Body(boolean keep) {
      this.keep = keep;
    }

    void take(InputStream in, long bytes) throws IOException {
      long left = bytes;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          throw new EOFException("the connection ended within a body");
        }
        if (keep && length + read <= KEPT) {
          kept.write(buffer, 0, read);
        }
        length += read;
        left -= read;
      }
    }
  }
}
