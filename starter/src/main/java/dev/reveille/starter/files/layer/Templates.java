package dev.reveille.starter.files.layer;

import dev.reveille.domain.Nearest;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Reader;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Node;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the templates in {@code command}, {@code argv} and {@code env}. */
public final class Templates {
  /** All names, and those that mean something to a payload without a model. */
  private static final List<String> ALL =
      List.of("model", "provider", "message", "workspace", "run", "gateway", "token");

  private static final List<String> WITHOUT_MODEL = List.of("workspace", "run");

  /** A word in braces; {@code ${WORD}} is the shell's. */
  private static final Pattern TEMPLATE = Pattern.compile("(?<!\\$)\\{([A-Za-z][A-Za-z0-9_]*)}");

  private static final String REMEDY_SECRET =
      "keys are named, never written: put it into .env and write {fromEnv: NAME} in env";

  private Templates() {}

  /** A text for an agent's command line. */
  public static Reader<String> agentText() {
    return (node, context) -> text(node, context, ALL);
  }

  /** A text for a command payload, which has no model, prompt or gateway. */
  public static Reader<String> commandText() {
    return (node, context) -> text(node, context, WITHOUT_MODEL);
  }

  /** Reports every unknown template of a text. */
  static void check(String text, Place place, Context context, List<String> known) {
    Matcher template = TEMPLATE.matcher(text);
    while (template.find()) {
      String name = template.group(1);
      if (!known.contains(name)) {
        context.error(
            place,
            (ALL.contains(name)
                    ? "a command has no " + name + " for the template "
                    : "unknown template ")
                + Shown.quoted("{" + name + "}")
                + " (expected: {"
                + String.join("}, {", known)
                + "})",
            ALL.contains(name)
                ? "write the text itself, or make it an agentTurn"
                : Nearest.question(
                    "{" + name + "}",
                    known.stream().map(k -> "{" + k + "}").toList(),
                    "braces that are meant for the program go into a script file"));
      }
    }
  }

  static List<String> all() {
    return ALL;
  }

  private static @Nullable String text(Node node, Context context, List<String> known) {
    String text = Readers.anyText().read(node, context);
    if (text == null) {
      return null;
    }
    if (Shown.holdsKey(text)) {
      context.error(node.place(), "this looks like a key: " + node.shown(), REMEDY_SECRET);
      return null;
    }
    check(text, node.place(), context, known);
    return text;
  }
}
