package dev.reveille.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reveille.cli.data.AtomicFile;
import dev.reveille.cli.session.Failure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * What must be shown to act on the board, and on an open one to read.
 *
 * @param place where a person finds it, in words
 */
record BoardToken(String secret, String place) {
  static final String VARIABLE = "REVEILLE_BOARD_TOKEN";

  private static final int SHORTEST = 16;
  private static final int BYTES = 32;

  /** From the environment; else from a file of the data folder, which only its owner can read. */
  static BoardToken of(Map<String, String> environment, Path data) throws IOException {
    String given = environment.getOrDefault(VARIABLE, "").strip();
    if (!given.isEmpty()) {
      if (given.length() < SHORTEST) {
        throw Failure.usage(
            VARIABLE
                + " has "
                + given.length()
                + " characters (expected: at least "
                + SHORTEST
                + "); `openssl rand -hex 32` makes a good one");
      }
      return new BoardToken(given, "the worker's environment, as " + VARIABLE);
    }
    Path file = data.resolve("board-token");
    return new BoardToken(readOrMake(file), "the file " + file + " of the worker's machine");
  }

  /** Another worker of the folder may make it at the same time: what is in the file holds. */
  private static String readOrMake(Path file) throws IOException {
    if (!Files.exists(file)) {
      try {
        AtomicFile.create(file, (made() + "\n").getBytes(UTF_8));
      } catch (FileAlreadyExistsException e) {
        // Made by another between the look and now.
      }
    }
    String kept = Files.readString(file, UTF_8).strip();
    if (kept.length() < SHORTEST) {
      throw Failure.failed(file + " holds no token; delete it, and a new one is made", null);
    }
    return kept;
  }

  private static String made() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "board token from " + place;
  }
}
