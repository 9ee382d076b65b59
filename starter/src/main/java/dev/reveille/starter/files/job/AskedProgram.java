package dev.reveille.starter.files.job;

import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Shown;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that judges runs, or counts their source: it is looked for beside reveille.yaml, and is
 * worth little where the run that it judges can change it.
 */
final class AskedProgram {
  private final Path folder;
  private final @Nullable String workspace;
  private final Context context;

  AskedProgram(Path folder, @Nullable String workspace, Context context) {
    this.folder = folder;
    this.workspace = workspace;
    this.context = context;
  }

  void check(Form form) {
    List<String> command = form.get(ExpectFields.COMMAND, List.of());
    Place place = form.placeOf(ExpectFields.COMMAND);
    Context here = context.in("command");
    if (command.isEmpty()) {
      return;
    }
    String program = command.get(0);
    if (program.isBlank()) {
      here.error(place, "the program's name is empty", "name a program first");
      return;
    }
    if (program.contains("/") && !program.startsWith("/")) {
      exists(program, place, here);
    }
    command.stream()
        .filter(word -> word.contains("/"))
        .filter(this::isInWorkspace)
        .findFirst()
        .ifPresent(
            word ->
                here.warning(
                    place,
                    Shown.quoted(word) + " lies in the workspace, where the run can change it",
                    "keep it outside of the workspace"));
  }

  private void exists(String program, Place place, Context here) {
    Path file = path(program);
    if (file == null || !Files.isRegularFile(file)) {
      here.error(
          place,
          "there is no file " + Shown.quoted(program) + " beside reveille.yaml",
          "its program is looked for there, not in the workspace");
    } else if (!Files.isExecutable(file)) {
      here.error(place, Shown.quoted(program) + " is not executable", "chmod +x it");
    }
  }

  private boolean isInWorkspace(String word) {
    Path file = path(word);
    return workspace != null
        && file != null
        && file.startsWith(workspace)
        && !file.startsWith(folder.resolve("jobs"))
        && Files.isRegularFile(file);
  }

  private @Nullable Path path(String word) {
    try {
      return folder.resolve(word).normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
