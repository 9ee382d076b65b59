package dev.reveille.activities.isolation;

import dev.reveille.activities.process.Disposables;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The private folder of short-lived files. Their names hold the worker's pid, so that what a killed
 * worker left can be told from what a live one uses.
 */
final class RuntimeFolder {

  private static final String OWN = "of-" + ProcessHandle.current().pid() + "-";

  private RuntimeFolder() {}

  /** Makes the folder, and deletes in it what belongs to no live process. */
  static void open(Path folder) throws IOException {
    Files.createDirectories(folder, permissions("rwx------"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "of-*-*")) {
      for (Path file : files) {
        String pid = file.getFileName().toString().split("-")[1];
        if (pid.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
          Disposables.delete(List.of(file));
        }
      }
    }
  }

  static Path newFile(Path folder) throws IOException {
    return Files.createTempFile(folder, OWN, ".args", permissions("rw-------"));
  }

  static Path newFolder(Path folder) throws IOException {
    return Files.createTempDirectory(folder, OWN, permissions("rwx------"));
  }

  static Path socket(Path folder) {
    return folder.resolve(OWN + "trial.sock");
  }

  private static FileAttribute<?> permissions(String words) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(words));
  }
}
