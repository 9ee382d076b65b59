package dev.reveille.agent.tools;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** Ordinary files below a folder, in the order of their names. Links are not followed. */
public final class FileWalk {
  private static final int MAX_VISITED = 50_000;
  private static final Set<String> PASSED_BY = Set.of(".git", "node_modules", ".venv", "target");

  private FileWalk() {}

  /**
   * What was found.
   *
   * @param whole whether everything was looked at, not only the first 50,000 entries
   */
  public record Found(List<Path> files, boolean whole) {}

  /**
   * Walks. Folders that hold other people's files, such as {@code .git} and {@code node_modules},
   * are passed by unless a pattern names them.
   *
   * @param globs relative to the folder; a file that matches any is found
   */
  public static Found below(Path folder, List<String> globs) throws IOException {
    List<PathMatcher> matchers = new ArrayList<>();
    for (String glob : globs) {
      matchers.addAll(matchers(glob));
    }
    List<Path> files = new ArrayList<>();
    int[] visited = {0};
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            String name = String.valueOf(path.getFileName());
            boolean named = globs.stream().anyMatch(glob -> glob.contains(name));
            return !path.equals(folder) && PASSED_BY.contains(name) && !named
                ? FileVisitResult.SKIP_SUBTREE
                : goOn();
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            Path name = folder.relativize(path);
            if (attributes.isRegularFile() && matchers.stream().anyMatch(m -> m.matches(name))) {
              files.add(path);
            }
            return goOn();
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException unreadable) {
            return goOn();
          }

          private FileVisitResult goOn() {
            return ++visited[0] > MAX_VISITED || Thread.currentThread().isInterrupted()
                ? FileVisitResult.TERMINATE
                : FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return new Found(files, visited[0] <= MAX_VISITED);
  }

  /** In Java's globs a leading {@code **}{@code /} asks for at least one folder; not in ours. */
  private static List<PathMatcher> matchers(String glob) throws IOException {
    String pattern = glob.startsWith("./") ? glob.substring(2) : glob;
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      return pattern.contains("**/")
          ? List.of(
              matcher,
              FileSystems.getDefault()
                  .getPathMatcher("glob:" + pattern.replaceFirst("\\*\\*/", "")))
          : List.of(matcher);
    } catch (PatternSyntaxException e) {
      throw new IOException("the glob " + glob + " is wrong: " + e.getDescription(), e);
    }
  }
}
