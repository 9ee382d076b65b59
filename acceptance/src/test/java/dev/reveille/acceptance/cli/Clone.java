package dev.reveille.acceptance.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** The launcher, with what it keeps for quick starts made already. Blocks until it is, once. */
  static Path launcher() {
    return Launcher.READY;
  }

  /** Made once, however many tests begin at the same time. */
  private static final class Launcher {
    static final Path READY = ready();

    private static Path ready() {
      Path launcher = root().resolve("reveille");
      try {
        stampBuild();
        ProcessBuilder version =
            new ProcessBuilder(launcher.toString(), "version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        version.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process first = version.start();
        if (first.waitFor() != 0) {
          throw new AssertionError(launcher + " version exits with " + first.exitValue());
        }
        return launcher;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted before the launcher was ready", e);
      }
    }
  }

  /**
   * Tells the launcher that the running build has packaged everything as of its newest jar: it
   * builds only where sources are newer than that.
   */
  private static void stampBuild() throws IOException {
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
      return;
    }
    Files.setLastModifiedTime(stamp, newest);
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
