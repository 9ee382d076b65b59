package dev.reveille.cli.data;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a reader sees whole or not at all, also after the power went. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Replaces the file's content. The temporary file stands in the same folder. */
  public static void write(Path file, byte[] content) throws IOException {
    beside(file, content, next -> Files.move(next, file, ATOMIC_MOVE));
  }

  /**
   * Makes the file, readable by its owner alone, unless there is one already: of several that make
   * it at once, one does.
   *
   * @throws FileAlreadyExistsException when there is one already; it stays as it is
   */
  public static void create(Path file, byte[] content) throws IOException {
    beside(
        file,
        content,
        next -> {
          try {
            Files.createLink(file, next);
          } catch (FileAlreadyExistsException e) {
            throw e;
          } catch (UnsupportedOperationException | FileSystemException e) {
            // Where there are no links, one who comes between the look and the move is replaced.
            Files.move(next, file);
          }
        });
  }

  private static void beside(Path file, byte[] content, Placing placing) throws IOException {
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
      placing.place(next);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private interface Placing {
    void place(Path written) throws IOException;
  }
}
