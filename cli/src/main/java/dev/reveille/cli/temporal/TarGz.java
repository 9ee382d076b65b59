package dev.reveille.cli.temporal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Takes one file out of a compressed tar archive (POSIX ustar: 512-byte headers and padding). */
final class TarGz {
  private static final int BLOCK = 512;
  private static final long MOST_BYTES = 1L << 30;

  private TarGz() {}

  /**
   * Writes the entry to a new file. Other entries are not looked at, so no path of the archive
   * matters.
   *
   * @throws IOException when it is no such archive or has no such entry
   */
  static void extract(Path archive, String entry, Path to) throws IOException {
    try (var in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)), 1 << 16)) {
      for (var header = in.readNBytes(BLOCK);
          header.length == BLOCK && header[0] != 0;
          header = in.readNBytes(BLOCK)) {
        var size = size(header);
        if (text(header, 0, 100).equals(entry)) {
          copy(in, size, to);
          return;
        }
        in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
      }
    }
    throw new IOException("no entry \"" + entry + "\" is in " + archive.getFileName());
  }

  private static void copy(InputStream in, long size, Path to) throws IOException {
    try (var out = Files.newOutputStream(to)) {
      var left = size;
      while (left > 0) {
        var chunk = in.readNBytes((int) Math.min(left, 1 << 16));
        if (chunk.length == 0) {
          throw new EOFException("the archive ends inside " + to.getFileName());
        }
        out.write(chunk);
        left -= chunk.length;
      }
    }
  }

  private static long size(byte[] header) throws IOException {
    var octal = text(header, 124, 12).strip();
    try {
      var size = Long.parseLong(octal, 8);
      if (size >= 0 && size <= MOST_BYTES) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw new IOException("not a tar archive: \"" + octal + "\" is no size", e);
    }
    throw new IOException("a tar entry of " + octal + " (octal) bytes is larger than expected");
  }

  private static String text(byte[] header, int from, int length) {
    var end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, US_ASCII);
  }
}
