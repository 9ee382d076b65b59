package dev.reveille.cli.temporal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asks a binary for its version. */
final class TemporalVersion {
  static final String PINNED =
      "temporal version "
          + TemporalBinary.CLI_VERSION
          + " (Server "
          + TemporalBinary.SERVER_VERSION
          + ", UI "
          + TemporalBinary.UI_VERSION
          + ")";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private TemporalVersion() {}

  /**
   * Runs {@code temporal --version}.
   *
   * @throws IOException when it is not the pinned version, saying what was found
   */
  static void check(Path binary) throws IOException, InterruptedException {
    if (!Files.isRegularFile(binary)) {
      throw new IOException("there is no file " + binary);
    }
    if (!Files.isExecutable(binary)) {
      throw new IOException(binary + " is not executable");
    }
    var said = Tool.run(List.of(binary.toString(), "--version"), Map.of(), LIMIT);
    var line = said.output().strip();
    if (!line.equals(PINNED)) {
      throw new IOException(
          binary + " says \"" + said.lastLine() + "\", expected \"" + PINNED + "\"");
    }
  }
}
