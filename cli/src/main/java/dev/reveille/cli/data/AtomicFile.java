package dev.reveille.cli.data;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a reader sees whole or not at all, also after the power went. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Replaces the file's content. The temporary file stands in the same folder. */
  public static void write(Path file, byte[] content) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    var next = Files.createTempFile(folder, "." + file.getFileName(), ".new");
    try {
      try (var channel = FileChannel.open(next, WRITE)) {
        var bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(next, file, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
