package dev.reveille.activities.place;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that a profile's command names. */
final class CommandFiles {
  private CommandFiles() {}

  /** Files of a command are relative to the folder of reveille.yaml, not to a workspace. */
  static List<String> inFolder(List<String> command, Path folder) {
    List<String> found = new ArrayList<>();
    for (String word : command) {
      boolean relative = word.contains("/") && !word.startsWith("/") && !word.startsWith("-");
      boolean file = relative && Files.isRegularFile(folder.resolve(word));
      boolean program = relative && found.isEmpty();
      found.add(file || program ? folder.resolve(word).normalize().toString() : word);
    }
    return found;
  }

  /** What a script of a subfolder finds beside itself; the folder itself holds more than that. */
  static List<Path> besides(List<String> command, Path folder) {
    return command.stream()
        .filter(word -> word.startsWith("/"))
        .map(Path::of)
        .filter(file -> file.startsWith(folder) && Files.isRegularFile(file))
        .map(Path::getParent)
        .filter(parent -> !parent.equals(folder))
        .distinct()
        .toList();
  }
}
