package dev.reveille.cli.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a worker's start found lacking for isolation, kept for the commands that only look. */
public final class IsolationNote {
  private static final String FILE = "isolation-shortfall.txt";

  private IsolationNote() {}

  public static void write(Path data, Optional<String> shortfall) throws IOException {
    if (shortfall.isPresent()) {
      Files.writeString(data.resolve(FILE), shortfall.get());
    } else {
      Files.deleteIfExists(data.resolve(FILE));
    }
  }

  /** Why the last worker of this data folder took none for auto; empty where it did not. */
  public static Optional<String> read(Path data) throws IOException {
    Path file = data.resolve(FILE);
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }
}
