package dev.reveille.cli.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Style;
import dev.reveille.domain.Json;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.problem.Problem;
import java.util.function.Consumer;

/** {@code validate}: all problems of all files at once. */
public final class Validation {
  private Validation() {}

  /** Prints them. Returns the exit code: 2 where one is an error. */
  public static int run(Session session) {
    FolderReading reading = session.reading();
    Console console = session.console();
    if (console.json()) {
      ObjectNode result = Json.mapper().createObjectNode();
      result.put("valid", !reading.hasErrors());
      result.put("jobs", reading.jobs().size());
      result.set("problems", Json.mapper().valueToTree(reading.problems()));
      console.document(result);
    } else {
      print(console, reading, console::say);
      console.say(summary(reading));
    }
    return reading.hasErrors() ? Failure.USAGE : 0;
  }

  /** The problems, a line each. */
  public static void print(Console console, FolderReading reading, Consumer<String> to) {
    for (Problem problem : reading.problems()) {
      Style style = problem.isError() ? Style.BAD : Style.WARNING;
      to.accept(console.styled(style, problem.text()));
    }
  }

  /** How the folder stands, in one line. */
  public static String summary(FolderReading reading) {
    int errors = reading.errors().size();
    int warnings = reading.problems().size() - errors;
    String counted =
        count(reading.jobs().size(), "job")
            + " right, "
            + count(errors, "error")
            + ", "
            + count(warnings, "warning");
    return errors == 0 ? counted : counted + "; nothing is applied until the errors are mended";
  }

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
