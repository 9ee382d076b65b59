package dev.reveille.cli.data;

import static java.util.Objects.requireNonNull;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The places a user's programs keep data, caches and sockets: the XDG base directories, and on
 * macOS {@code ~/Library} where the XDG variable is not set.
 *
 * <p>As the XDG specification asks, a variable that is empty or not absolute is ignored.
 */
public record UserFolders(Path home, boolean mac, Map<String, String> environment) {
  public UserFolders {
    requireNonNull(home, "home is null");
    environment = Map.copyOf(environment);
  }

  /** Those of the user this program runs as. */
  public static UserFolders current() {
    return of(System.getenv());
  }

  /** Those an environment names; the home folder is {@code HOME}, else Java's {@code user.home}. */
  public static UserFolders of(Map<String, String> environment) {
    var mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    var home =
        absolute(environment, "HOME")
            .orElseGet(() -> Path.of(System.getProperty("user.home", "/")));
    return new UserFolders(home, mac, environment);
  }

  public Path data() {
    return absolute(environment, "XDG_DATA_HOME")
        .orElseGet(
            () ->
                mac
                    ? home.resolve("Library").resolve("Application Support")
                    : home.resolve(".local").resolve("share"));
  }

  public Path cache() {
    return absolute(environment, "XDG_CACHE_HOME")
        .orElseGet(() -> mac ? home.resolve("Library").resolve("Caches") : home.resolve(".cache"));
  }

  /** The folder for sockets that the login session gave, where it gave one. */
  public Optional<Path> runtime() {
    return absolute(environment, "XDG_RUNTIME_DIR");
  }

  private static Optional<Path> absolute(Map<String, String> environment, String name) {
    var value = environment.getOrDefault(name, "");
    try {
      var path = Path.of(value);
      return path.isAbsolute() ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
