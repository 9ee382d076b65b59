package dev.reveille.activities.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Java that this worker runs on, for agents of our own. */
final class Jdk {
  /** Debian's packages keep what stands here below /etc, which a run does not see. */
  private static final List<String> LINKED = List.of("conf", "conf/security", "lib/security");

  private Jdk() {}

  static Path home() {
    return Path.of(System.getProperty("java.home"));
  }

  static String program() {
    return home().resolve("bin/java").toString();
  }

  /** What must be visible: without its security settings newer versions do not even start TLS. */
  static List<Path> files() {
    List<Path> files = new ArrayList<>();
    files.add(home());
    for (String folder : LINKED) {
      try (Stream<Path> links = Files.list(home().resolve(folder))) {
        for (Path link : links.filter(Files::isSymbolicLink).toList()) {
          if (Files.exists(link)) {
            files.add(link.toRealPath());
          }
        }
      } catch (IOException notThere) {
        // A Java that keeps them elsewhere brings them with it.
        continue;
      }
    }
    return files;
  }
}
