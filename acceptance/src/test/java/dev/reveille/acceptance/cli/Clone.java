package dev.reveille.acceptance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;

/** The source tree these tests stand in, and what its build made. */
final class Clone {
  private Clone() {}

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("reveille"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new AssertionError("no folder above " + Path.of("").toAbsolutePath() + " is a clone");
    }
    return folder;
  }

  /** The jars that {@code package} of module cli collects. */
  static Path jars() {
    Path lib = root().resolve("cli/target/dist/lib");
    if (!Files.isDirectory(lib)) {
      throw new AssertionError(
          lib + " is missing; run ./mvnw verify (or package) with -pl acceptance -am");
    }
    return lib;
  }

  /**
   * The launcher, told that the running build has packaged everything as of its newest jar: it
   * builds only where sources are newer than that.
   */
  static Path launcher() throws IOException {
    Path stamp = jars().resolveSibling("built");
    FileTime newest = FileTime.fromMillis(0);
    try (Stream<Path> modules = Files.list(root())) {
      for (Path module : modules.toList()) {
        FileTime made = newestJar(module.resolve("target"));
        newest = made.compareTo(newest) > 0 ? made : newest;
      }
    }
    if (!Files.exists(stamp)) {
      Files.createFile(stamp);
    } else if (Files.getLastModifiedTime(stamp).compareTo(newest) >= 0) {
      return root().resolve("reveille");
    }
    Files.setLastModifiedTime(stamp, newest);
    return root().resolve("reveille");
  }

  private static FileTime newestJar(Path target) throws IOException {
    FileTime newest = FileTime.fromMillis(0);
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".jar")).toList()) {
          FileTime made = Files.getLastModifiedTime(file);
          newest = made.compareTo(newest) > 0 ? made : newest;
        }
      }
    }
    return newest;
  }
}
