package dev.reveille.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Ways to spoil bytes, the same for the same seed. */
final class HostileBytes {
  private final Random random;

  HostileBytes(Random random) {
    this.random = random;
  }

  <T> T one(T[] of) {
    return of[random.nextInt(of.length)];
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean chance() {
    return random.nextBoolean();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** In chunks of random sizes, which fall within letters too. */
  byte[] chunked(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int most = chance() ? 3 : 400;
    for (int at = 0; at < body.length; ) {
      int size = Math.min(body.length - at, 1 + below(most));
      out.writeBytes(bytes(Integer.toHexString(size) + (below(9) == 0 ? ";x=\"y\"" : "") + "\r\n"));
      out.write(body, at, size);
      out.writeBytes(bytes("\r\n"));
      at += size;
    }
    out.writeBytes(bytes("0\r\n\r\n"));
    return out.toByteArray();
  }

  /** With some bytes changed, none before {@code from}. */
  byte[] flipped(byte[] good, int from) {
    byte[] bad = good.clone();
    for (int i = 1 + below(4); i > 0 && bad.length > from; i--) {
      bad[from + below(bad.length - from)] = (byte) below(256);
    }
    return bad;
  }

  byte[] noise() {
    byte[] noise = new byte[1 + below(600)];
    random.nextBytes(noise);
    return noise;
  }

  byte[] zipped(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Twenty to some thousand header lines. */
  String flood() {
    StringBuilder flood = new StringBuilder();
    int size = 1 + below(200);
    for (int i = 20 + below(chance() ? 40 : 3000); i > 0; i--) {
      flood.append("x-f").append(i).append(": ").append("f".repeat(size)).append("\r\n");
    }
    return flood.toString();
  }
}
