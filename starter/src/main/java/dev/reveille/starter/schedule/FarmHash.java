package dev.reveille.starter.schedule;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * FarmHash's {@code Fingerprint32} for messages of more than 24 bytes, which is what the server
 * derives jitter from. Shorter messages are hashed by other rules that jitter never needs.
 */
final class FarmHash {
  private static final int SHORTEST = 25;
  private static final int C1 = 0xcc9e2d51;
  private static final int C2 = 0x1b873593;
  private static final int BLOCK = 20;

  private FarmHash() {}

  /**
   * The fingerprint, from 0 to 2^32 - 1.
   *
   * @throws IllegalArgumentException for a message of 24 bytes or less
   */
  static long fingerprint32(byte[] message) {
    int length = message.length;
    if (length < SHORTEST) {
      throw new IllegalArgumentException(
          "message of " + length + " bytes (expected: " + SHORTEST + " or more)");
    }
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    int h = stir(stir(length, scramble(in, length - 4)), scramble(in, length - 16));
    int g = stir(stir(C1 * length, scramble(in, length - 8)), scramble(in, length - 12));
    int f = Integer.rotateRight(C1 * length + scramble(in, length - 20), 19) + 113;
    for (int at = 0; at < (length - 1) / BLOCK * BLOCK; at += BLOCK) {
      int a = in.getInt(at);
      int b = in.getInt(at + 4);
      int c = in.getInt(at + 8);
      int d = in.getInt(at + 12);
      int e = in.getInt(at + 16);
      h = murmur(d, h + a) + e;
      g = murmur(c, g + b) + a;
      f = murmur(b + e * C1, f + c) + d;
      f += g;
      g += f;
    }
    g = Integer.rotateRight(Integer.rotateRight(g, 11) * C1, 17) * C1;
    f = Integer.rotateRight(Integer.rotateRight(f, 11) * C1, 17) * C1;
    h = finish(h + g);
    return Integer.toUnsignedLong(finish(h + f));
  }

  private static int scramble(ByteBuffer in, int at) {
    return Integer.rotateRight(in.getInt(at) * C1, 17) * C2;
  }

  private static int stir(int hash, int word) {
    return Integer.rotateRight(hash ^ word, 19) * 5 + 0xe6546b64;
  }

  private static int murmur(int word, int hash) {
    return stir(hash, Integer.rotateRight(word * C1, 17) * C2);
  }

  private static int finish(int hash) {
    return Integer.rotateRight(Integer.rotateRight(hash, 19) * 5 + 0xe6546b64, 17) * C1;
  }
}
