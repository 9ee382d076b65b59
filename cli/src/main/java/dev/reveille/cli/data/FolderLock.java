package dev.reveille.cli.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A lock one living program holds on a file; the system frees it when that program ends in any way.
 *
 * <p>Thread-safe. The holder's process id is written into the file. On POSIX systems, closing
 * <em>any</em> channel of a file frees all locks this JVM has on it, so a file held by this JVM is
 * never opened again here: the table of held files answers instead.
 */
public final class FolderLock implements AutoCloseable {
  private static final Map<Path, FolderLock> HELD = new HashMap<>();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock when nobody has it. Does not block; creates the file, not its folder. */
  public static Optional<FolderLock> tryTake(Path path) throws IOException {
    var file = path.toAbsolutePath().normalize();
    synchronized (HELD) {
      if (HELD.containsKey(file)) {
        return Optional.empty();
      }
      var channel = FileChannel.open(file, CREATE, READ, WRITE);
      try {
        if (channel.tryLock() == null) {
          channel.close();
          return Optional.empty();
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)), 0);
      } catch (OverlappingFileLockException e) {
        channel.close();
        return Optional.empty();
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      var lock = new FolderLock(file, channel);
      HELD.put(file, lock);
      return Optional.of(lock);
    }
  }

  /**
   * Whether a living program holds the lock. For an instant, a reader's look may itself hold it.
   */
  public static boolean isHeld(Path path) throws IOException {
    var file = path.toAbsolutePath().normalize();
    synchronized (HELD) {
      if (HELD.containsKey(file)) {
        return true;
      }
      if (!Files.exists(file)) {
        return false;
      }
      try (var channel = FileChannel.open(file, READ);
          var shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
        return shared == null;
      } catch (OverlappingFileLockException e) {
        return true;
      }
    }
  }

  /** The process id in the file: the holder's while {@link #isHeld}, else the last one's. */
  public static Optional<Long> holder(Path path) throws IOException {
    var file = path.toAbsolutePath().normalize();
    synchronized (HELD) {
      if (HELD.containsKey(file)) {
        return Optional.of(ProcessHandle.current().pid());
      }
      try {
        return Optional.of(Long.parseLong(Files.readString(file).strip()));
      } catch (NumberFormatException | java.nio.file.NoSuchFileException e) {
        return Optional.empty();
      }
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (HELD.remove(file, this)) {
        channel.close();
      }
    }
  }
}
