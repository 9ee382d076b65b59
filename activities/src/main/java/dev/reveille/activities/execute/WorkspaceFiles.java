package dev.reveille.activities.execute;

import dev.reveille.domain.contract.Work.FileSeen;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Files below a workspace that match a glob. Follows no links: an agent may have laid them. */
final class WorkspaceFiles {
  private static final int MOST_LOOKED_AT = 200_000;
  private static final int DEEPEST = 64;

  private WorkspaceFiles() {}

  /**
   * The regular files that match, in the order of their paths. Blocks for the time of the walk.
   *
   * @throws IOException when the workspace cannot be read, or has too many files to look through
   */
  static List<FileSeen> matching(Path workspace, String glob) throws IOException {
    if (!Files.isDirectory(workspace)) {
      throw new IOException("the workspace is gone");
    }
    PathMatcher matcher = workspace.getFileSystem().getPathMatcher("glob:" + glob);
    List<FileSeen> found = new ArrayList<>();
    int[] looked = {0};
    Files.walkFileTree(
        workspace,
        Set.of(),
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (++looked[0] > MOST_LOOKED_AT) {
              throw new IOException(
                  "more than " + MOST_LOOKED_AT + " files; name a smaller workspace");
            }
            Path relative = workspace.relativize(file);
            if (attributes.isRegularFile() && matcher.matches(relative)) {
              found.add(
                  new FileSeen(
                      relative.toString(),
                      attributes.size(),
                      attributes.lastModifiedTime().toInstant()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            // What vanished or may not be read is not there for the job either.
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(Comparator.comparing(FileSeen::path));
    return found;
  }
}
