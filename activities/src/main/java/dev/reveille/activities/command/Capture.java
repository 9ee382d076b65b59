package dev.reveille.activities.command;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The beginning of one stream, decoded piece by piece without breaking characters apart. */
final class Capture {

  private final int keep;
  private final Consumer<String> listener;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final StringBuilder text = new StringBuilder();
  private ByteBuffer undecoded = ByteBuffer.allocate(0);
  private long bytes;

  Capture(int keep, Consumer<String> listener) {
    this.keep = keep;
    this.listener = listener;
  }

  void add(byte[] buffer, int length) {
    String piece;
    synchronized (this) {
      int kept = (int) Math.max(0, Math.min(length, keep - bytes));
      bytes += length;
      piece = kept == 0 ? "" : decode(buffer, kept, false);
    }
    tell(piece);
  }

  /** The end of the stream: what is left of a broken character becomes a replacement. */
  void end() {
    String piece;
    synchronized (this) {
      piece = decode(new byte[0], 0, true);
    }
    tell(piece);
  }

  private void tell(String piece) {
    if (!piece.isEmpty()) {
      listener.accept(piece);
    }
  }

  private String decode(byte[] buffer, int length, boolean last) {
    ByteBuffer input = ByteBuffer.allocate(undecoded.remaining() + length);
    input.put(undecoded).put(buffer, 0, length).flip();
    CharBuffer output = CharBuffer.allocate(input.remaining() + 1);
    decoder.decode(input, output, last);
    undecoded = input;
    String piece = output.flip().toString();
    text.append(piece);
    return piece;
  }

  synchronized String text() {
    return text.toString();
  }

  synchronized long bytes() {
    return bytes;
  }
}
