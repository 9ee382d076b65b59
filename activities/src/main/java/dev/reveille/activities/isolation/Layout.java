package dev.reveille.activities.isolation;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file tree inside, put together from mounts that may lie within one another. */
final class Layout {

  private static final String PLACEHOLDER =
      "# Left empty by Reveille, so that no run can put a file of its own here. Fill it as you like.\n";

  private final List<Mount> mounts = new ArrayList<>();

  void add(Mount mount) {
    mounts.add(mount);
  }

  /** Adds what is to be seen, unless it already is, unhidden. */
  void show(Path path) {
    Optional<Mount> around = around(path);
    if (around.isEmpty() || !around.get().showsHost()) {
      add(Mount.readable(path));
    }
  }

  void link(Path path, String target) {
    Optional<Mount> around = around(path);
    if (around.isEmpty() || !around.get().showsHost()) {
      add(Mount.link(path, target));
    }
  }

  /** The innermost mount that a path lies in or at; of several at one place the last. */
  Optional<Mount> around(Path path) {
    return mounts.stream().filter(mount -> mount.contains(path)).max(Mount.ORDER);
  }

  /**
   * Keeps a guarded path from the run, if the run would see it. Folders between it and the writable
   * one it lies in become mounts of their own: those cannot be renamed to make way for another.
   *
   * @param mayCreate whether to put an empty file where a guarded one is missing
   */
  void guard(Guard guard, boolean mayCreate) throws IsolationException, IOException {
    Path path = guard.path();
    Optional<Mount> around = around(path);
    if (around.isEmpty() || !around.get().showsHost()) {
      return;
    }
    boolean writable = around.get().kind() == Mount.Kind.WRITABLE;
    if (!writable && !guard.hidden()) {
      return;
    }
    if (Files.isSymbolicLink(path)) {
      throw new IsolationException(
          "workspace",
          path
              + " is a link in a folder that the run may write, so it cannot be kept from the run;"
              + " put the real file there, or take a workspace beside it");
    }
    if (!Files.exists(path)) {
      if (guard.folder() || !writable || !mayCreate) {
        return;
      }
      createEmpty(path);
    }
    if (writable) {
      pinBetween(around.get().path(), path);
    }
    add(guard.hidden() ? Mount.hidden(path, guard.folder()) : Mount.protectedFrom(path));
  }

  private void pinBetween(Path outer, Path inner) {
    for (Path folder = inner.getParent();
        folder != null && folder.startsWith(outer) && !folder.equals(outer);
        folder = folder.getParent()) {
      add(Mount.writable(folder));
    }
  }

  private static void createEmpty(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, PLACEHOLDER, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      return;
    }
  }

  /** All options, outer mounts first; emptied folders are closed for writing at the end. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    mounts.stream()
        .distinct()
        .sorted(Mount.ORDER)
        .forEach(mount -> options.addAll(mount.options()));
    mounts.stream()
        .filter(mount -> mount.kind() == Mount.Kind.HIDDEN && mount.options().contains("--tmpfs"))
        .map(mount -> mount.path().toString())
        .distinct()
        .forEach(path -> options.addAll(List.of("--remount-ro", path)));
    return options;
  }
}
