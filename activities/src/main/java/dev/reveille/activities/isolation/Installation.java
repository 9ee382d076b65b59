package dev.reveille.activities.isolation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells how much around a program belongs to it. */
final class Installation {

  private static final Set<String> PROGRAM_FOLDERS = Set.of("bin", "sbin", "libexec", "shims");
  private static final List<String> SIGNS_OF_A_HOME =
      List.of(".ssh", ".gnupg", ".aws", ".netrc", ".bashrc", ".profile", ".zshrc", ".env");

  private Installation() {}

  /**
   * The outermost {@code node_modules} a file is in, or the prefix of the {@code bin} folder it is
   * in (a JDK, a virtual environment, a version of node), or only the file, where such a prefix
   * would be somebody's home.
   */
  static Path of(Path file) {
    for (int count = 1; count < file.getNameCount(); count++) {
      if (file.getName(count - 1).toString().equals("node_modules")) {
        return file.getRoot().resolve(file.subpath(0, count));
      }
    }
    Path folder = file.getParent();
    Path prefix = folder == null ? null : folder.getParent();
    if (folder == null
        || prefix == null
        || folder.getFileName() == null
        || !PROGRAM_FOLDERS.contains(folder.getFileName().toString())
        || isHome(prefix)) {
      return file;
    }
    return prefix;
  }

  /** The modules that a script by itself would load: those nearest above it. */
  static List<Path> modulesOf(Path script) {
    List<Path> found = new ArrayList<>();
    for (Path folder = script.getParent();
        folder != null && !isHome(folder);
        folder = folder.getParent()) {
      Path modules = folder.resolve("node_modules");
      Path manifest = folder.resolve("package.json");
      if (Files.isDirectory(modules)) {
        found.add(modules);
      }
      if (Files.isRegularFile(manifest)) {
        found.add(manifest);
        return found;
      }
    }
    return found;
  }

  private static boolean isHome(Path folder) {
    Path parent = folder.getParent();
    return parent == null
        || folder.getNameCount() < 2
        || folder.equals(Path.of(System.getProperty("user.home", "/")))
        || parent.equals(Path.of("/home"))
        || parent.equals(Path.of("/Users"))
        || folder.endsWith(".local")
        || SIGNS_OF_A_HOME.stream().anyMatch(sign -> Files.exists(folder.resolve(sign)));
  }
}
