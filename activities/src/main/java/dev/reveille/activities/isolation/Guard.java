package dev.reveille.activities.isolation;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * A file or folder of ours that no run may change, even where its workspace contains it.
 *
 * @param hidden whether runs may not read it either
 */
public record Guard(Path path, boolean folder, boolean hidden) {

  public Guard {
    requireNonNull(path, "path is null");
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("guard: " + path + " (expected: an absolute path)");
    }
  }

  /** What is guarded in every run: definitions read-only, secrets and the data folder hidden. */
  public static List<Guard> of(Path folder, Path data) {
    return List.of(
        new Guard(folder.resolve("reveille.yaml"), false, false),
        new Guard(folder.resolve("jobs"), true, false),
        new Guard(folder.resolve(".env"), false, true),
        new Guard(data, true, true));
  }
}
