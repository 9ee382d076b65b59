package dev.reveille.activities.acp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Splits a stream into lines of bounded length. Malformed UTF-8 is replaced, never an error. */
final class LineReader {

  private static final int BUFFER = 16 * 1024;

  private final InputStream input;
  private final int maxLength;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private byte[] line = new byte[1024];

  LineReader(InputStream input, int maxLength) {
    this.input = input;
    this.maxLength = maxLength;
  }

  /**
   * The next line without its end, or null at the end of the stream; a last line without a line end
   * counts.
   *
   * @throws ProtocolException when a line is longer than allowed
   */
  @Nullable String next() throws IOException {
    int length = 0;
    while (true) {
      if (position == limit) {
        limit = input.read(buffer);
        position = 0;
        if (limit < 0) {
          limit = 0;
          return length == 0 ? null : new String(line, 0, length, StandardCharsets.UTF_8);
        }
      }
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      int part = end - position;
      if (length + part > maxLength) {
        throw new ProtocolException(
            "the agent sent a line of more than "
                + maxLength
                + " bytes (expected: one JSON message)");
      }
      line = line.length >= length + part ? line : Arrays.copyOf(line, 2 * (length + part));
      System.arraycopy(buffer, position, line, length, part);
      length += part;
      position = end;
      if (end < limit) {
        position++;
        return new String(line, 0, length, StandardCharsets.UTF_8);
      }
    }
  }

  /** Reads and forgets, so that the other side never stands still on a full pipe. */
  void drain() throws IOException {
    position = limit;
    while (input.read(buffer) >= 0) {
      position = 0;
      limit = 0;
    }
  }
}
