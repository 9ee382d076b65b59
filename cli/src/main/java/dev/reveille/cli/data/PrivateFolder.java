package dev.reveille.cli.data;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** Folders only their owner can look into. */
final class PrivateFolder {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFolder() {}

  /** Creates the folder with mode 0700, or takes it when it is there, setting the mode. */
  static void create(Path folder) throws IOException {
    if (folder.getParent() != null) {
      Files.createDirectories(folder.getParent());
    }
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw new IOException(folder + " is a file; a folder was expected", e);
      }
    }
    if (!Files.getPosixFilePermissions(folder).equals(OWNER_ONLY)) {
      Files.setPosixFilePermissions(folder, OWNER_ONLY);
    }
  }

  /**
   * Creates the folder under one that everybody may write to; refuses one that another user, or a
   * link, put there before.
   */
  static void createAmongOthers(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      var ours = whoWeAre();
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(ours)) {
        throw new IOException(
            folder + " is not a folder of " + ours + "'s own; remove it, or set XDG_RUNTIME_DIR",
            e);
      }
      Files.setPosixFilePermissions(folder, OWNER_ONLY);
    }
  }

  /** The owner that files of this process get: no Java call tells it where the user has no name. */
  private static UserPrincipal whoWeAre() throws IOException {
    var probe = Files.createTempFile("reveille", null);
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }
}
