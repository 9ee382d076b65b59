package dev.reveille.cli.up;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The jar of the scripted provider and agent, beside our own. */
public final class DrillJar {
  private static final String NAME = "reveille-drill-";

  private DrillJar() {}

  /** Where it is; empty when this program was started without it. */
  public static Optional<Path> find() {
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .filter(jar -> String.valueOf(jar.getFileName()).startsWith(NAME))
        .filter(Files::isRegularFile)
        .map(Path::toAbsolutePath)
        .findFirst();
  }
}
