package dev.reveille.cli.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data of one job folder: the embedded server's database, the run log, sessions.
 *
 * <p>Immutable and thread-safe. Naming it touches no file; {@link #create} makes it.
 */
public final class DataFolder {
  /** How long a new {@code up} tries: a reader's look holds the lock for an instant. */
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(1);

  private final Path path;
  private final String key;
  private final UserFolders user;

  private DataFolder(Path path, String key, UserFolders user) {
    this.path = path;
    this.key = key;
    this.user = user;
  }

  /**
   * The data folder of a job folder.
   *
   * @param given what {@code --data DIR} says, used as it is; null for {@code <user data
   *     home>/reveille/<hash of the job folder's real path>}
   */
  public static DataFolder of(Path jobFolder, @Nullable Path given, UserFolders user) {
    requireNonNull(user, "user is null");
    var path =
        given == null
            ? user.data().resolve("reveille").resolve(hash(real(jobFolder)))
            : given.toAbsolutePath().normalize();
    return new DataFolder(path, hash(path), user);
  }

  public Path path() {
    return path;
  }

  /** Makes the folder where it is missing, readable by its owner alone (mode 0700). */
  public DataFolder create() throws IOException {
    try {
      PrivateFolder.create(path);
    } catch (IOException e) {
      throw new IOException(
          "the data folder "
              + path
              + " cannot be made ("
              + reason(e)
              + "); give another with --data DIR",
          e);
    }
    return this;
  }

  /**
   * Takes the folder for one {@code up}, until the lock is closed or this program ends. Blocks for
   * at most a second.
   *
   * @throws AlreadyUp when another one has it
   */
  public FolderLock lockForUp() throws IOException, InterruptedException {
    var deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
    while (true) {
      var lock = FolderLock.tryTake(upLock());
      if (lock.isPresent()) {
        Files.deleteIfExists(addressesFile());
        return lock.get();
      }
      if (System.nanoTime() > deadline) {
        throw new AlreadyUp(
            path, FolderLock.holder(upLock()).map(pid -> "pid " + pid).orElse("pid unknown"));
      }
      Thread.sleep(50);
    }
  }

  /** Tells the other commands where this {@code up} is. Only the holder of the lock may call it. */
  public void publish(Addresses addresses) throws IOException {
    AtomicFile.write(addressesFile(), addresses.toJson());
  }

  /** The addresses of the {@code up} that runs now; those a dead one left behind are ignored. */
  public Optional<Addresses> runningUp() throws IOException {
    if (!FolderLock.isHeld(upLock())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Addresses.fromJson(Files.readAllBytes(addressesFile())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IOException(
          addressesFile() + " cannot be read (" + reason(e) + "); start `reveille up` again", e);
    }
  }

  /** The process id of the {@code up} that runs now, also before it published its addresses. */
  public Optional<Long> upPid() throws IOException {
    return FolderLock.isHeld(upLock()) ? FolderLock.holder(upLock()) : Optional.empty();
  }

  /** The private folder for the unix sockets of this folder, made if needed. */
  public Path sockets() throws IOException {
    return SocketFolder.of(user, key).path();
  }

  /**
   * The path for a unix socket of this folder, in a private folder that is made if needed.
   *
   * @throws IOException when no folder gives a path short enough for a socket address
   */
  public Path socket(String name) throws IOException {
    return SocketFolder.of(user, key).socket(name);
  }

  private Path upLock() {
    return path.resolve("up.lock");
  }

  private Path addressesFile() {
    return path.resolve("addresses.json");
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize();
    }
  }

  private static String hash(Path path) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(path.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
