package dev.reveille.activities.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What this host's system offers. */
final class Host {

  static final boolean LINUX = System.getProperty("os.name", "").startsWith("Linux");
  static final String SHELL = "/bin/sh";

  private Host() {}

  /**
   * The prefix of a command that gives it a session, and so a process group, of its own without
   * changing its pid; empty where the host has no such program.
   */
  static List<String> ownSession() {
    Optional<Path> setsid = program("setsid");
    if (setsid.isPresent()) {
      return List.of(setsid.get().toString(), "--");
    }
    return program("perl")
        .map(
            perl ->
                List.of(
                    perl.toString(),
                    "-e",
                    "use POSIX; POSIX::setsid(); exec {$ARGV[0]} @ARGV or die \"$ARGV[0]: $!\\n\"",
                    "--"))
        .orElse(List.of());
  }

  static Optional<Path> program(String name) {
    return List.of("/usr/bin", "/bin", "/usr/local/bin").stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
