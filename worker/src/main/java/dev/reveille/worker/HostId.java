package dev.reveille.worker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The id under which this worker's host queue is known. Kept in the data folder, so that a worker
 * started again answers for what its forerunner held; a second worker in the same folder takes the
 * next place, since two must never poll one host queue.
 */
final class HostId implements AutoCloseable {
  private static final int PLACES = 64;

  private final String id;
  private final Path folder;
  private final FileChannel lock;

  private HostId(String id, Path folder, FileChannel lock) {
    this.id = id;
    this.folder = folder;
    this.lock = lock;
  }

  /** Takes the first free place of the data folder, until closed or until this process ends. */
  static HostId take(Path data) throws IOException {
    for (int place = 1; place <= PLACES; place++) {
      Path folder = Files.createDirectories(data.resolve("hosts").resolve(Integer.toString(place)));
      FileChannel lock = tryLock(folder.resolve("lock"));
      if (lock != null) {
        return new HostId(readOrWrite(folder.resolve("id")), folder, lock);
      }
    }
    throw new IOException(
        PLACES + " workers already use the data folder " + data + "; give this one another --data");
  }

  private static @Nullable FileChannel tryLock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Another worker of this very process holds it: the place is taken.
      channel.close();
      return null;
    }
    channel.close();
    return null;
  }

  private static String readOrWrite(Path file) throws IOException {
    if (Files.exists(file)) {
      String id = Files.readString(file).strip();
      if (!id.isEmpty()) {
        return id;
      }
    }
    String id = UUID.randomUUID().toString().substring(0, 13);
    Files.write(file, id.getBytes(StandardCharsets.UTF_8));
    return id;
  }

  String id() {
    return id;
  }

  /** A folder of this place's own. */
  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
