package dev.reveille.acceptance.agents;

import dev.reveille.activities.agents.KnownAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Agents from npm, installed once for all test runs of this user. Fails where npm cannot. */
public final class InstalledAgents {
  private InstalledAgents() {}

  /** A folder of agents as a worker's data folder holds it. */
  public static Path folder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path home =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return home.resolve("reveille/tests/agents");
  }

  /** Installs every agent that comes from npm, each in the version that Reveille names. */
  public static void all() throws Exception {
    install(folder().resolve("node"), "node@24");
    for (KnownAgent agent : KnownAgent.values()) {
      install(
          folder().resolve(agent.folder()).resolve(agent.defaultVersion()),
          agent.npmPackage() + "@" + agent.defaultVersion());
    }
  }

  public static void install(Path target, String spec) throws Exception {
    if (Files.isDirectory(target)) {
      return;
    }
    Files.createDirectories(target.getParent());
    Path making = Files.createTempDirectory(target.getParent(), ".making");
    ProcessBuilder builder =
        new ProcessBuilder(
                "npm", "install", "--no-audit", "--no-fund", "--prefix", making.toString(), spec)
            .redirectErrorStream(true)
            .redirectOutput(making.resolve("npm.log").toFile());
    // Scripts of packages may refuse a Node that is older than their program needs.
    builder
        .environment()
        .merge(
            "PATH",
            folder().resolve("node/node_modules/node/bin").toString(),
            (path, first) -> first + ":" + path);
    Process npm = builder.start();
    if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      npm.destroyForcibly();
      throw new IllegalStateException(
          "npm could not install " + spec + ": " + Files.readString(making.resolve("npm.log")));
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
