package dev.reveille.gateway.pin;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of an answer that wait, in one array that grows within a budget. */
final class HeldBytes {
  private static final int FIRST = 4 << 10;

  private final Budget budget;
  private final int limit;
  private byte[] bytes = new byte[0];
  private int length;

  HeldBytes(Budget budget, int limit) {
    this.budget = budget;
    this.limit = limit;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void add(ByteBuffer more) throws NotProven {
    int count = more.remaining();
    if (count > bytes.length - length) {
      grow(length + (long) count);
    }
    more.get(bytes, length, count);
    length += count;
  }

  /** Takes out the first bytes. */
  ByteBuffer take(int count) {
    ByteBuffer taken = ByteBuffer.wrap(Arrays.copyOf(bytes, count));
    System.arraycopy(bytes, count, bytes, 0, length - count);
    length -= count;
    return taken;
  }

  void release() {
    budget.give(bytes.length);
    bytes = new byte[0];
    length = 0;
  }

  private void grow(long needed) throws NotProven {
    long size = Math.max(FIRST, Math.min(limit, Math.max(needed, bytes.length * 2L)));
    if (needed > limit || !budget.take((int) size - bytes.length)) {
      throw NotProven.tooLarge();
    }
    bytes = Arrays.copyOf(bytes, (int) size);
  }
}
