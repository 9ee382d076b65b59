package dev.reveille.activities.isolation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a command needs to be seen in order to run: the program, the links that lead to it,
 * its installation, its interpreter, and the script it is given. Homes are never among it.
 */
final class Programs {

  private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh");

  private static final Set<String> NODE = Set.of("node", "nodejs");

  private static final Set<String> SCRIPTED =
      Set.of("node", "nodejs", "deno", "bun", "ruby", "perl", "php", "sh", "bash", "dash", "zsh");

  private static final int SHEBANG_BYTES = 512;
  private static final int MAX_INTERPRETERS = 5;
  private static final int MAX_LINKS = 40;

  private final String field;
  private final String searchPath;
  private final Path directory;
  private final Set<Path> paths = new LinkedHashSet<>();
  private final Map<Path, String> links = new LinkedHashMap<>();
  private final Set<Path> folders = new LinkedHashSet<>();
  private @Nullable Path node;

  private Programs(String field, String searchPath, Path directory) {
    this.field = field;
    this.searchPath = searchPath;
    this.directory = directory;
  }

  /**
   * What must be visible.
   *
   * @param paths files and folders
   * @param links links by where they stand, each with its target
   * @param folders the folders in which programs were found, for the PATH inside
   * @param node the Node that runs it, by its real path; null where none does
   */
  record Needed(Set<Path> paths, Map<Path, String> links, Set<Path> folders, @Nullable Path node) {}

  static Needed needed(String field, List<String> argv, String searchPath, Path directory)
      throws NotVisibleException, IOException {
    Programs programs = new Programs(field, searchPath, directory);
    programs.program(argv.get(0), 0);
    programs.arguments(argv);
    return new Needed(programs.paths, programs.links, programs.folders, programs.node);
  }

  private void program(String name, int depth) throws NotVisibleException, IOException {
    Path found = locate(name);
    if (found.getParent() != null) {
      folders.add(found.getParent());
    }
    Path real = follow(found);
    if (!Files.isExecutable(real)) {
      throw new NotVisibleException(field, found.toString(), "is not executable (chmod +x it)");
    }
    if (node == null && NODE.contains(found.getFileName().toString())) {
      node = real;
    }
    if (depth < MAX_INTERPRETERS) {
      interpreter(real, depth + 1);
    }
  }

  private Path locate(String name) throws NotVisibleException {
    if (name.contains("/")) {
      Path path = directory.resolve(name).normalize();
      if (!Files.isRegularFile(path)) {
        throw new NotVisibleException(
            field, path.toString(), "does not exist (expected: a program)");
      }
      return path;
    }
    for (String folder : searchPath.split(":")) {
      Path path = Path.of(folder.isEmpty() ? "." : folder).toAbsolutePath().resolve(name);
      if (Files.isRegularFile(path) && Files.isExecutable(path)) {
        return path.normalize();
      }
    }
    throw new NotVisibleException(
        field,
        name,
        "is not found on the PATH " + searchPath + " (install it, or give its whole path)");
  }

  /** Walks all links on the way, and takes along the installations that they stand in. */
  private Path follow(Path start) throws NotVisibleException, IOException {
    Path path = start;
    installation(path);
    for (int hop = 0; hop < MAX_LINKS; hop++) {
      Path link = firstLink(path);
      if (link == null) {
        installation(path);
        return path;
      }
      Path target = Files.readSymbolicLink(link);
      links.put(link, target.toString());
      Path parent = link.getParent();
      Path resolved = (parent == null ? link : parent).resolve(target).normalize();
      path = resolved.resolve(link.relativize(path)).normalize();
      installation(path);
    }
    throw new NotVisibleException(field, start.toString(), "leads through too many links");
  }

  private static @Nullable Path firstLink(Path path) {
    for (int count = 1; count <= path.getNameCount(); count++) {
      Path part = path.getRoot().resolve(path.subpath(0, count));
      if (Files.isSymbolicLink(part)) {
        return part;
      }
    }
    return null;
  }

  private void installation(Path file) throws IOException {
    if (SystemFolders.contain(file) || !Files.exists(file)) {
      return;
    }
    Path root = Installation.of(file);
    paths.add(root);
    if (!Files.isDirectory(root)) {
      paths.addAll(Installation.modulesOf(file));
    }
  }

  private void interpreter(Path script, int depth) throws NotVisibleException, IOException {
    String first = firstLine(script);
    if (!first.startsWith("#!")) {
      return;
    }
    String[] words = first.substring(2).strip().split("\\s+");
    if (words[0].isEmpty()) {
      return;
    }
    program(words[0], depth);
    if (words[0].endsWith("/env")) {
      for (int i = 1; i < words.length; i++) {
        if (!words[i].startsWith("-") && !words[i].contains("=")) {
          program(words[i], depth);
          return;
        }
      }
    }
  }

  private static String firstLine(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      String start = new String(stream.readNBytes(SHEBANG_BYTES), StandardCharsets.ISO_8859_1);
      int end = start.indexOf('\n');
      return end < 0 ? start : start.substring(0, end);
    }
  }

  /** What a script is given by its whole path it may start. */
  private void started(List<String> words) throws NotVisibleException, IOException {
    for (String word : words) {
      boolean path = word.startsWith("/") && word.indexOf('\0') < 0;
      if (path && Files.isRegularFile(Path.of(word)) && Files.isExecutable(Path.of(word))) {
        program(word, 0);
      }
    }
  }

  private void arguments(List<String> argv) throws NotVisibleException, IOException {
    String name = Path.of(argv.get(0)).getFileName().toString();
    List<String> scripts = new ArrayList<>();
    if (SHELLS.contains(name) && argv.size() > 3 && argv.get(1).equals("-c")) {
      started(argv.subList(3, argv.size()));
    } else if (name.equals("java")) {
      for (int i = 1; i < argv.size() - 1; i++) {
        if (Set.of("-jar", "-cp", "-classpath", "--class-path").contains(argv.get(i))) {
          scripts.addAll(List.of(argv.get(i + 1).split(":")));
        }
      }
    } else if (SCRIPTED.contains(name) || name.startsWith("python")) {
      argv.stream()
          .skip(1)
          .filter(word -> !word.startsWith("-"))
          .findFirst()
          .ifPresent(scripts::add);
    }
    for (String script : scripts) {
      // A script's text after -c is no path, and may hold what no path can.
      if (!script.isEmpty() && script.indexOf('\0') < 0 && script.indexOf('\n') < 0) {
        Path file = directory.resolve(script).normalize();
        if (Files.exists(file)) {
          follow(file);
        }
      }
    }
  }
}
