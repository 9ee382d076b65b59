package dev.reveille.starter.files;

import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.problem.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the files of a folder that are read. */
final class JobFiles {
  static final String SETTINGS = "reveille.yaml";
  static final String JOBS = "jobs";

  private static final int MOST_FILES = 10_000;
  private static final int DEEPEST = 8;
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json", ".jsonc");
  private static final List<String> SCHEMAS =
      List.of(".schema.json", ".schema.yaml", ".schema.yml");
  private static final List<String> NOTES = List.of(".md", ".txt");

  private final Path folder;
  private final Problems problems;
  private final List<Path> found = new ArrayList<>();
  private final List<Path> schemas = new ArrayList<>();

  private JobFiles(Path folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /**
   * What stands in jobs/, in the order of the names.
   *
   * @param schemas which jobs name in their contracts
   */
  record Found(List<Path> jobs, List<Path> schemas) {}

  /** The files of a folder's jobs. Blocks on the file system. */
  static Found of(Path folder, Problems problems) {
    Path jobs = folder.resolve(JOBS);
    JobFiles files = new JobFiles(folder, problems);
    if (!Files.isDirectory(jobs)) {
      problems.error(
          Place.startOf(JOBS),
          "",
          "there is no folder jobs/ in " + Shown.quoted(folder.toString()),
          "create it, or run reveille init");
      return new Found(List.of(), List.of());
    }
    files.walk(jobs, 1);
    return new Found(files.found, files.schemas);
  }

  /** A file's name in messages: relative to the folder, with forward slashes. */
  static String name(Path folder, Path file) {
    String name = folder.relativize(file).toString().replace('\\', '/');
    StringBuilder visible = new StringBuilder();
    name.codePoints()
        .forEach(
            c ->
                visible.append(
                    Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                        ? "?"
                        : Character.toString(c)));
    return visible.toString();
  }

  private void walk(Path directory, int depth) {
    for (Path path : entries(directory)) {
      String file = String.valueOf(path.getFileName());
      if (file.startsWith(".") || file.endsWith("~") || file.startsWith("#")) {
        continue;
      }
      String lower = file.toLowerCase(Locale.ROOT);
      if (SCHEMAS.stream().anyMatch(lower::endsWith)) {
        schemas.add(path);
        continue;
      }
      boolean jobFile = ENDINGS.stream().anyMatch(lower::endsWith);
      if (!jobFile && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        descend(path, depth);
      } else if (jobFile) {
        add(path);
      } else if (NOTES.stream().noneMatch(lower::endsWith)) {
        problems.warning(
            Place.startOf(name(folder, path)),
            "",
            "not read",
            "job files end in .yaml, .yml, .json or .jsonc");
      }
    }
  }

  private List<Path> entries(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.limit(MOST_FILES + 1L).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      problems.error(
          Place.startOf(name(folder, directory)),
          "",
          "this folder cannot be read",
          "check its permissions");
      return List.of();
    }
  }

  private void descend(Path directory, int depth) {
    if (depth >= DEEPEST) {
      problems.error(
          Place.startOf(name(folder, directory)),
          "",
          "more than " + DEEPEST + " folders deep",
          "move its job files up");
      return;
    }
    walk(directory, depth + 1);
  }

  private void add(Path path) {
    if (found.size() == MOST_FILES) {
      problems.error(
          Place.startOf(name(folder, path)),
          "",
          "more than " + MOST_FILES + " job files; this one and later ones are not read",
          "write several jobs into a file");
    }
    if (found.size() <= MOST_FILES && staysInside(path)) {
      found.add(path);
    }
  }

  private boolean staysInside(Path path) {
    if (!Files.isSymbolicLink(path)) {
      return true;
    }
    try {
      if (path.toRealPath().startsWith(folder.toRealPath())) {
        return true;
      }
      problems.error(
          Place.startOf(name(folder, path)),
          "",
          "the link leads out of the folder",
          "copy the file into jobs/");
    } catch (IOException e) {
      problems.error(
          Place.startOf(name(folder, path)), "", "the link leads nowhere", "remove or mend it");
    }
    return false;
  }
}
