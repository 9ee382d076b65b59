package dev.reveille.gateway;

import dev.reveille.domain.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A request's body in the pieces it came in, so that it is held once and never copied together. Its
 * bytes are counted against a budget shared by all until {@link #release}.
 */
final class Body {
  private final AtomicLong budget;
  private final List<byte[]> pieces = new ArrayList<>();
  private int size;

  Body(AtomicLong budget) {
    this.budget = budget;
  }

  /** False when the budget is spent; nothing is added then. */
  boolean add(ByteBuffer bytes) {
    int more = bytes.remaining();
    if (budget.addAndGet(-more) < 0) {
      budget.addAndGet(more);
      return false;
    }
    byte[] piece = new byte[more];
    bytes.get(piece);
    pieces.add(piece);
    size += more;
    return true;
  }

  int size() {
    return size;
  }

  byte[][] pieces() {
    return pieces.toArray(byte[][]::new);
  }

  /** The pieces with the bytes from {@code start} to before {@code end} replaced by a JSON text. */
  byte[][] spliced(int start, int end, String text) {
    List<byte[]> spliced = new ArrayList<>();
    int at = 0;
    for (byte[] piece : pieces) {
      int from = Math.min(Math.max(start - at, 0), piece.length);
      int to = Math.min(Math.max(end - at, 0), piece.length);
      if (from == piece.length || to == 0) {
        spliced.add(piece);
      } else {
        spliced.add(Arrays.copyOf(piece, from));
        if (start >= at) {
          spliced.add(Json.write(text).getBytes(StandardCharsets.UTF_8));
        }
        spliced.add(Arrays.copyOfRange(piece, to, piece.length));
      }
      at += piece.length;
    }
    return spliced.toArray(byte[][]::new);
  }

  InputStream stream() {
    return new SequenceInputStream(
        Collections.enumeration(
            pieces.stream().map(piece -> (InputStream) new ByteArrayInputStream(piece)).toList()));
  }

  /** To be called once, when the bytes are needed no more. */
  void release() {
    pieces.clear();
    budget.addAndGet(size);
    size = 0;
  }
}
