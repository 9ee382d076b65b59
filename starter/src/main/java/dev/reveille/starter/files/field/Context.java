package dev.reveille.starter.files.field;

import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Node;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where in a job or in the settings the reading stands, and who hears of problems. */
public record Context(Problems problems, String path) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

  public Context in(String name) {
    String shown = PLAIN.matcher(name).matches() ? name : Shown.quoted(name);
    return new Context(problems, path.isEmpty() ? shown : path + "." + shown);
  }

  public Context at(int index) {
    return new Context(problems, path + "[" + index + "]");
  }

  /** Reads unless a problem was already reported for the node. */
  public <T> @Nullable T read(Reader<T> reader, Node node) {
    return node.isBroken() ? null : reader.read(node, this);
  }

  /** Reports a value of the wrong kind. Returns null, for a reader to return. */
  public <T> @Nullable T wrong(Node node, String expected) {
    return wrong(node, expected, null);
  }

  public <T> @Nullable T wrong(Node node, String expected, @Nullable String remedy) {
    problems.wrongValue(node.place(), path, node.shown(), expected, remedy);
    return null;
  }

  public void error(Place place, String sentence, @Nullable String remedy) {
    problems.error(place, path, sentence, remedy);
  }

  public void warning(Place place, String sentence, @Nullable String remedy) {
    problems.warning(place, path, sentence, remedy);
  }
}
