package dev.reveille.starter.imports.openclaw;

import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import dev.reveille.starter.files.tree.Sequence;
import dev.reveille.starter.imports.Draft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping of the source out of which each field is taken once, so that what nobody took can be
 * named. A value that is null counts as not there; one of another kind than asked for is reported
 * as not carried.
 */
final class Taken {
  private static final int MOST_SHOWN = 5;

  private final Mapping mapping;
  private final String path;
  private final Draft draft;
  private final Set<String> taken = new HashSet<>();

  Taken(Mapping mapping, String path, Draft draft) {
    this.mapping = mapping;
    this.path = path;
    this.draft = draft;
  }

  String path(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  /** What stands there, as it is. */
  Optional<Node> node(String field) {
    taken.add(field);
    Node node = mapping.get(field);
    return node == null || (node instanceof Scalar scalar && scalar.type() == Scalar.Type.NOTHING)
        ? Optional.empty()
        : Optional.of(node);
  }

  /** A text; a number counts as its digits. */
  Optional<String> text(String field) {
    Optional<Node> node = node(field);
    if (node.isPresent()
        && node.get() instanceof Scalar scalar
        && (scalar.type() == Scalar.Type.TEXT || scalar.type() == Scalar.Type.NUMBER)) {
      return Optional.of(scalar.text());
    }
    return wrong(field, node, "a text");
  }

  Optional<Boolean> flag(String field) {
    Optional<Node> node = node(field);
    if (node.isPresent()
        && node.get() instanceof Scalar scalar
        && scalar.type() == Scalar.Type.BOOLEAN) {
      return Optional.of(scalar.text().equalsIgnoreCase("true"));
    }
    return wrong(field, node, "true or false");
  }

  /** A number that is not negative; a text of digits counts, as OpenClaw has it. */
  Optional<Long> whole(String field) {
    Optional<Node> node = node(field);
    if (node.isPresent()
        && node.get() instanceof Scalar scalar
        && scalar.text().strip().matches("\\d{1,16}(\\.\\d{1,9})?")) {
      return Optional.of(Long.parseLong(scalar.text().strip().replaceFirst("\\..*", "")));
    }
    return wrong(field, node, "a number");
  }

  /** A list of texts. */
  Optional<List<String>> texts(String field) {
    Optional<Node> node = node(field);
    if (node.isPresent() && node.get() instanceof Sequence sequence) {
      List<String> texts = new ArrayList<>();
      for (Node item : sequence.items()) {
        if (item instanceof Scalar scalar && scalar.type() != Scalar.Type.NOTHING) {
          texts.add(scalar.text());
        }
      }
      if (texts.size() == sequence.items().size()) {
        return Optional.of(texts);
      }
    }
    return wrong(field, node, "a list of texts");
  }

  Optional<Taken> inner(String field) {
    Optional<Node> node = node(field);
    if (node.isPresent() && node.get() instanceof Mapping inner) {
      return Optional.of(new Taken(inner, path(field), draft));
    }
    return wrong(field, node, "a mapping");
  }

  /** The value of a field in a message. */
  String shown(String field) {
    Node node = mapping.get(field);
    if (node instanceof Sequence list && list.items().size() <= MOST_SHOWN) {
      return Shown.quoted(list.json().toString()).replaceAll("^'|'$", "");
    }
    return node == null ? "" : node.shown().replaceAll("^'|'$", "");
  }

  /** Names what nobody took. */
  void nameTheRest() {
    mapping
        .entries()
        .forEach(
            (field, entry) -> {
              if (!taken.contains(field)) {
                draft.notCarried(
                    path(Shown.visible(field)),
                    shown(field),
                    "this version of Reveille does not know the field: look it up in OpenClaw's"
                        + " documentation");
              }
            });
  }

  private <T> Optional<T> wrong(String field, Optional<Node> node, String expected) {
    node.ifPresent(
        found -> draft.notCarried(path(field), shown(field), "it should be " + expected + " here"));
    return Optional.empty();
  }
}
