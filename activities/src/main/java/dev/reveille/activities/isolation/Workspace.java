package dev.reveille.activities.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

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

  /**
   * Refuses a workspace that a worker run by root could not give to its agents: inside, root's
   * right over the files of others is gone.
   */
  void requireUsable(Path ours) throws IsolationException, IOException {
    int self = (int) Files.getAttribute(ours, "unix:uid");
    int owner = (int) Files.getAttribute(root, "unix:uid");
    boolean open = Files.getPosixFilePermissions(root).contains(PosixFilePermission.OTHERS_WRITE);
    if (!isUsable(self, owner, open)) {
      throw new IsolationException(
          "workspace",
          root
              + " belongs to user "
              + owner
              + ", but this worker runs as root, and inside the isolation root has no right over"
              + " it; run the worker as user "
              + owner
              + ", or give root the folder");
    }
  }

  static boolean isUsable(int self, int owner, boolean open) {
    return self != 0 || owner == 0 || open;
  }
}
