package dev.reveille.starter.files.job;

import dev.reveille.domain.job.Isolation;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.layer.FolderPaths;
import dev.reveille.starter.files.layer.LayerFields;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Resolves the folder a run works in. */
final class WorkspaceReader {
  private WorkspaceReader() {}

  /** The absolute path; empty for none, or after a problem was reported. */
  static Optional<String> read(Form layers, Path folder, Isolation isolation, Context context) {
    String written = layers.get(LayerFields.WORKSPACE);
    if (written == null) {
      return Optional.empty();
    }
    Place place = layers.placeOf(LayerFields.WORKSPACE);
    Context here = context.in("workspace");
    Optional<Path> path = FolderPaths.absolute(folder, written);
    if (path.isEmpty()) {
      here.error(place, Shown.quoted(written) + " is not a path", "write a path");
      return Optional.empty();
    }
    if (FolderPaths.escapes(folder, written, path.get())) {
      here.error(
          place,
          Shown.quoted(written) + " leads out of the folder of reveille.yaml",
          "if that is meant, write it in full: " + Shown.quoted(path.get().toString()));
      return Optional.empty();
    }
    check(path.get(), folder, isolation, place, here);
    return Optional.of(path.get().toString());
  }

  private static void check(
      Path path, Path folder, Isolation isolation, Place place, Context context) {
    if (!Files.exists(path)) {
      context.warning(
          place,
          "there is no folder " + Shown.quoted(path.toString()) + " on this machine",
          "create it before the job is due");
    } else if (!Files.isDirectory(path)) {
      context.error(place, Shown.quoted(path.toString()) + " is not a folder", "name a folder");
    }
    boolean holdsJobs = folder.startsWith(path) || path.startsWith(folder.resolve("jobs"));
    if (holdsJobs && isolation.kind() == Isolation.Kind.NONE) {
      context.warning(
          place,
          "it holds the job files, and with isolation none a run can change them",
          "use a workspace beside jobs/, or isolation: auto");
    }
  }
}
