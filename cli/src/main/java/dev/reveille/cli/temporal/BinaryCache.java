package dev.reveille.cli.temporal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.reveille.cli.data.AtomicFile;
import dev.reveille.cli.data.FolderLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Our copy of the binary in the user's cache folder.
 *
 * <p>A file stands there only once its checksum was right. Hashing 150 MB at every start would cost
 * a good part of a second, so a note beside it keeps the size and time of the file that was
 * checked.
 */
final class BinaryCache {
  private final Path folder;
  private final Checksums checksums;
  private final Platform platform;

  BinaryCache(Path folder, Checksums checksums, Platform platform) {
    this.folder = folder;
    this.checksums = checksums;
    this.platform = platform;
  }

  Path binary() {
    return folder.resolve("temporal");
  }

  /** The checked binary, where there is one; one with another content is deleted and said. */
  Optional<Path> find(Consumer<String> progress) throws IOException {
    var binary = binary();
    if (!Files.exists(binary)) {
      return Optional.empty();
    }
    if (note(binary).equals(readNote())) {
      return Optional.of(binary);
    }
    try {
      checksums.check(binary, platform.name() + "/temporal");
    } catch (IOException e) {
      progress.accept("Ignoring the cached " + binary + ": " + e.getMessage());
      Files.deleteIfExists(binary);
      return Optional.empty();
    }
    AtomicFile.write(noteFile(), note(binary).getBytes(UTF_8));
    return Optional.of(binary);
  }

  /**
   * Fetches into the cache. Of several programs at once, one fetches and the others wait for it.
   *
   * @throws IOException with the reason; nothing is kept then
   */
  Path fill(BinarySource source, Consumer<String> progress)
      throws IOException, InterruptedException {
    createFolder();
    try (var lock = lock(progress)) {
      var there = find(progress);
      if (there.isPresent()) {
        return there.get();
      }
      var work = Files.createTempDirectory(folder, "fetch");
      try {
        var fetched = source.fetch(work, progress);
        checksums.check(fetched, platform.name() + "/temporal");
        Files.setPosixFilePermissions(fetched, PosixFilePermissions.fromString("rwxr-xr-x"));
        TemporalVersion.check(fetched);
        try (var channel = FileChannel.open(fetched, WRITE)) {
          channel.force(true);
        }
        Files.move(fetched, binary(), ATOMIC_MOVE);
        AtomicFile.write(noteFile(), note(binary()).getBytes(UTF_8));
        progress.accept("Kept as " + binary());
        return binary();
      } finally {
        delete(work);
      }
    }
  }

  private void createFolder() throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(
          "the cache folder "
              + folder
              + " cannot be made ("
              + e.getClass().getSimpleName()
              + "); set XDG_CACHE_HOME to a folder you may write to",
          e);
    }
  }

  private FolderLock lock(Consumer<String> progress) throws IOException, InterruptedException {
    var file = folder.resolve("fetch.lock");
    for (var waited = 0; ; waited++) {
      var lock = FolderLock.tryTake(file);
      if (lock.isPresent()) {
        return lock.get();
      }
      if (waited == 0) {
        progress.accept("Waiting for another program that fetches the Temporal server");
      }
      Thread.sleep(100);
    }
  }

  private String readNote() throws IOException {
    return Files.exists(noteFile()) ? Files.readString(noteFile()) : "";
  }

  private Path noteFile() {
    return folder.resolve("temporal.checked");
  }

  private String note(Path binary) throws IOException {
    return checksums.ofBinary(platform).orElse("none")
        + " "
        + Files.size(binary)
        + " "
        + Files.getLastModifiedTime(binary).toMillis()
        + "\n";
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
