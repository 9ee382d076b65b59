package dev.reveille.starter.imports;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Where an import's files stand. Each appears whole, since the folder may be watched. */
final class Shelf {
  private final Path folder;
  private final String place;
  private final boolean write;

  Shelf(Path folder, String from, boolean write) {
    this.folder = folder;
    this.place = "jobs/" + from.toLowerCase(Locale.ROOT);
    this.write = write;
  }

  /** Of a job's file, relative to the folder. */
  String name(String id) {
    return place + "/" + id + ".yaml";
  }

  /** Writes a file that is not there yet; false where one is. */
  boolean create(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    replace(name, text);
    return true;
  }

  /** Writes a file of ours anew. */
  void replace(String name, String text) throws IOException {
    if (!write) {
      return;
    }
    Path file = folder.resolve(name);
    Path parent = inside(folder.resolve(place));
    Path half = Files.createTempFile(parent, ".import-", ".tmp");
    try {
      Files.writeString(half, text);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  /** The first {@code reveille.yaml}; one that came meanwhile stays. */
  void settings(String text) throws IOException {
    if (!write) {
      return;
    }
    Files.createDirectories(folder);
    try {
      Files.writeString(
          folder.resolve("reveille.yaml"),
          text,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("reveille.yaml was written meanwhile; import again", e);
    }
  }

  /** The folder of a file, made where it is missing, and never one that a link leads away to. */
  private Path inside(Path parent) throws IOException {
    Files.createDirectories(parent);
    if (!parent.toRealPath().startsWith(folder.toRealPath())) {
      throw new NotDirectoryException(parent + " is a link that leads out of the folder");
    }
    return parent;
  }
}
