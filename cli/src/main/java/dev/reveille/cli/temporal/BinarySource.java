package dev.reveille.cli.temporal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One place the binary can be fetched from. */
interface BinarySource {
  /** As a person would name it. */
  String name();

  /**
   * Fetches the package and unpacks the binary. Blocks, for minutes on a slow line.
   *
   * @param folder an empty folder for what it writes; the caller deletes it
   * @return the binary, inside {@code folder}, not yet checked against the list
   * @throws IOException with the reason, in one sentence
   */
  Path fetch(Path folder, Consumer<String> progress) throws IOException, InterruptedException;
}
