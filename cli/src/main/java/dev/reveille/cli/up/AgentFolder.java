package dev.reveille.cli.up;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** The folder of the built-in agent's jars: {@code agent}, beside the folder of our own. */
public final class AgentFolder {
  private AgentFolder() {}

  /** Where it is; empty when this program was started without it. */
  public static Optional<Path> find() {
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(entry -> Path.of(entry).toAbsolutePath().normalize().getParent())
        .filter(Objects::nonNull)
        .distinct()
        .map(lib -> lib.resolveSibling("agent"))
        .filter(Files::isDirectory)
        .findFirst();
  }
}
