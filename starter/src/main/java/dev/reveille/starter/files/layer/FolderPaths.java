package dev.reveille.starter.files.layer;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Resolves paths of job files against the folder of reveille.yaml. */
public final class FolderPaths {
  private FolderPaths() {}

  /** The absolute path, where {@code ~/} is the home folder; empty when it is no path at all. */
  public static Optional<Path> absolute(Path folder, String written) {
    try {
      String home = System.getProperty("user.home", "/");
      Path path =
          written.equals("~") || written.startsWith("~/")
              ? Path.of(home, written.substring(1))
              : Path.of(written);
      return Optional.of(folder.resolve(path).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Whether a relative path climbs out of the folder. */
  public static boolean escapes(Path folder, String written, Path absolute) {
    boolean relative = !written.startsWith("/") && !written.startsWith("~");
    return relative && !absolute.startsWith(folder);
  }
}
