package dev.reveille.agent.tools;

import dev.reveille.agent.tools.Tool.ToolFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The folder that file tools are confined to, by its real path. */
public final class Workspace {
  private final Path root;

  private Workspace(Path root) {
    this.root = root;
  }

  /** The folder must exist. */
  public static Workspace at(Path folder) throws IOException {
    return new Workspace(folder.toRealPath());
  }

  public Path root() {
    return root;
  }

  /** As people name it: relative to the workspace. */
  public String name(Path path) {
    String name = path.startsWith(root) ? root.relativize(path).toString() : path.toString();
    return name.isEmpty() ? "." : name;
  }

  /**
   * Where a name leads, links followed.
   *
   * @throws ToolFailure when that is outside, or no path at all
   */
  Path resolve(String name) throws ToolFailure {
    try {
      Path wanted = root.resolve(name).normalize();
      Path existing = wanted;
      while (existing != null && !Files.exists(existing)) {
        if (Files.isSymbolicLink(existing)) {
          throw new ToolFailure(name + " is a link that leads nowhere");
        }
        existing = existing.getParent();
      }
      Path real =
          existing == null ? wanted : existing.toRealPath().resolve(existing.relativize(wanted));
      if (!real.startsWith(root)) {
        throw new ToolFailure(name + " is outside the workspace " + root);
      }
      return real;
    } catch (InvalidPathException | IOException e) {
      throw new ToolFailure("no such path: " + e.getMessage());
    }
  }

  /** An existing file; never a pipe or a device, which could be read for ever. */
  Path file(String name) throws ToolFailure {
    Path file = resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new ToolFailure(
          name + (Files.isDirectory(file) ? " is a folder; list_files lists it" : " is no file"));
    }
    return file;
  }
}
