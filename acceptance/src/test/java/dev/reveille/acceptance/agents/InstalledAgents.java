package dev.reveille.acceptance.agents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Agents from npm, installed once for all test runs of this user. Fails where npm cannot. */
final class InstalledAgents {
  private InstalledAgents() {}

  /** A folder of agents as a worker's data folder holds it. */
  static Path folder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path home =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return home.resolve("reveille/tests/agents");
  }

  static void install(String name, String npmPackage, String version) throws Exception {
    Path target = folder().resolve(name).resolve(version);
    if (Files.isDirectory(target)) {
      return;
    }
    Files.createDirectories(target.getParent());
    Path making = Files.createTempDirectory(target.getParent(), ".making");
    Process npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--prefix",
                making.toString(),
                npmPackage + "@" + version)
            .redirectErrorStream(true)
            .redirectOutput(making.resolve("npm.log").toFile())
            .start();
    if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      npm.destroyForcibly();
      throw new IllegalStateException(
          "npm could not install "
              + npmPackage
              + ": "
              + Files.readString(making.resolve("npm.log")));
    }
    try {
      Files.move(making, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException another) {
      delete(making);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
