package dev.reveille.cli.command;

import java.io.PrintStream;

/** The version for programs, written by hand: a JSON library would take longer to load. */
final class VersionJson {
  private VersionJson() {}

  static void print(PrintStream out) {
    out.println(
        "{\"version\": \""
            + Version.number()
            + "\", \"temporalServer\": \""
            + Version.temporal()
            + "\", \"java\": \""
            + System.getProperty("java.version")
            + "\"}");
  }
}
