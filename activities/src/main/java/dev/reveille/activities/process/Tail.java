package dev.reveille.activities.process;

import java.nio.charset.StandardCharsets;

/** The last bytes of a stream, whatever its length. */
final class Tail {

  private final byte[] ring;
  private long written;

  Tail(int capacity) {
    this.ring = new byte[capacity];
  }

  synchronized void add(byte[] bytes, int length) {
    int from = Math.max(0, length - ring.length);
    written += from;
    for (int i = from; i < length; i++) {
      ring[(int) (written++ % ring.length)] = bytes[i];
    }
  }

  synchronized String text() {
    int kept = (int) Math.min(written, ring.length);
    byte[] tail = new byte[kept];
    for (int i = 0; i < kept; i++) {
      tail[i] = ring[(int) ((written - kept + i) % ring.length)];
    }
    return new String(tail, StandardCharsets.UTF_8);
  }
}
