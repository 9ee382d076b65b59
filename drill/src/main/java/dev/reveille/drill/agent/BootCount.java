package dev.reveille.drill.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** Counts boots across processes, by the lines of a file. */
final class BootCount {
  private BootCount() {}

  /** Adds a line for this boot; returns its number, from 1. */
  static int next(Path file, Instant now) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      ByteBuffer content = ByteBuffer.allocate((int) channel.size());
      while (content.hasRemaining() && channel.read(content) >= 0) {
        // Until all of it is read.
      }
      int boots = 1;
      for (byte letter : content.array()) {
        boots += letter == '\n' ? 1 : 0;
      }
      String line = "boot " + boots + " " + now + "\n";
      channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), channel.size());
      return boots;
    }
  }
}
