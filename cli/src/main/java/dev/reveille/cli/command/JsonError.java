package dev.reveille.cli.command;

import dev.reveille.domain.Json;
import java.io.PrintStream;

/** An error for programs: the one document of a command that gave no result. */
final class JsonError {
  private JsonError() {}

  static void print(PrintStream out, String message, int exitCode) {
    var error = Json.mapper().createObjectNode();
    error.putObject("error").put("message", message).put("exit", exitCode);
    out.println(error.toPrettyString());
    out.flush();
  }
}
