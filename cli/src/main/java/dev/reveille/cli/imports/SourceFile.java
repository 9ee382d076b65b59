package dev.reveille.cli.imports;

import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.tree.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a user names to be imported: a file, or standard input. */
final class SourceFile {
  private static final int MOST_BYTES = 64 << 20;

  private SourceFile() {}

  /** Its text; what is wrong with it is reported. Blocks. */
  static Optional<String> read(Session session, String file, Problems problems) throws IOException {
    if (!file.equals("-")) {
      Path path = session.here().directory().resolve(file);
      return SourceText.text(path, file, MOST_BYTES, problems);
    }
    byte[] bytes = System.in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw Failure.usage("standard input: larger than 64 MiB");
    }
    return SourceText.decoded(bytes, "-", problems);
  }
}
