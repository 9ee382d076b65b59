package dev.reveille.activities.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run's workspace and working folder, by their real paths. */
record Workspace(Path root, Path directory) {

  static Workspace of(SpawnPlan plan) throws IsolationException, IOException {
    Path given = plan.workspace();
    if (!Files.isDirectory(given)) {
      throw new NotVisibleException(
          "workspace", given.toString(), "is no folder (expected: an existing one)");
    }
    Path root = given.toRealPath();
    Path directory = plan.directory();
    Path inside =
        directory.startsWith(given) ? root.resolve(given.relativize(directory)) : directory;
    if (!Files.isDirectory(inside)) {
      throw new NotVisibleException(
          "cwd", inside.toString(), "is no folder (expected: an existing one)");
    }
    return new Workspace(root, inside.toRealPath());
  }
}
