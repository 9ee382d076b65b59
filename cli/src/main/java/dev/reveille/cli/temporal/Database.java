package dev.reveille.cli.temporal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.reveille.cli.data.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The embedded server's SQLite file, and beside it the stamp of the server that wrote it. */
record Database(Path file) {
  static final String REBUILD =
      "move that file away to begin with an empty one: `reveille up` makes the schedules again from"
          + " the job files, only the history that Temporal holds is lost (the run log has its own"
          + " file)";
  private static final String MAGIC = "SQLite format 3\0";
  // Where SQLite keeps its locks (pending, reserved, shared): see "os.h" of SQLite. A server in WAL
  // mode holds a shared one as long as it has the file open.
  private static final long SHARED_FIRST = 0x40000002L;
  private static final long SHARED_SIZE = 510;

  static Database in(Path folder) {
    return new Database(folder.resolve("temporal.db"));
  }

  /**
   * Refuses what is no database.
   *
   * @throws ServerFailed when the file is something else
   */
  void check() throws ServerFailed, IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return;
    }
    try (var in = Files.newInputStream(file)) {
      var head = new String(in.readNBytes(MAGIC.length()), ISO_8859_1);
      if (!head.equals(MAGIC)) {
        throw new ServerFailed(
            file + " is not a SQLite database (it is damaged, or another file); " + REBUILD);
      }
    }
  }

  /** Whether a server has the file open, ours or anybody's. */
  boolean isOpenSomewhere() throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (var channel = FileChannel.open(file, READ, WRITE);
        var lock = channel.tryLock(SHARED_FIRST, SHARED_SIZE, false)) {
      return lock == null;
    }
  }

  /**
   * Before another server version takes the file, keeps a copy.
   *
   * @return the copy, where one was made
   */
  Optional<Path> keepCopyOfOtherVersion() throws IOException {
    if (!Files.exists(file) || stamp().equals(TemporalBinary.SERVER_VERSION)) {
      return Optional.empty();
    }
    var copy = file.resolveSibling(file.getFileName() + "." + stamp() + ".bak");
    Files.copy(file, copy, REPLACE_EXISTING);
    // What was committed last stands in the write-ahead log; by this name SQLite finds it.
    var log = file.resolveSibling(file.getFileName() + "-wal");
    if (Files.exists(log)) {
      Files.copy(log, copy.resolveSibling(copy.getFileName() + "-wal"), REPLACE_EXISTING);
    }
    return Optional.of(copy);
  }

  /** The version that last ran on the file, {@code unknown} without a stamp that can be read. */
  String stamp() throws IOException {
    if (!Files.exists(stampFile())) {
      return "unknown";
    }
    var stamp = new String(Files.readAllBytes(stampFile()), UTF_8).strip();
    return stamp.matches("[0-9A-Za-z.+-]{1,40}") ? stamp : "unknown";
  }

  void stampWithOurs() throws IOException {
    if (!stamp().equals(TemporalBinary.SERVER_VERSION)) {
      AtomicFile.write(stampFile(), (TemporalBinary.SERVER_VERSION + "\n").getBytes(UTF_8));
    }
  }

  private Path stampFile() {
    return file.resolveSibling(file.getFileName() + ".version");
  }
}
