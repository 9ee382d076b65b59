package dev.reveille.starter.files.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Shown;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A single value.
 *
 * @param text as it was written, so that {@code 010} and {@code 2.10} keep their digits
 * @param quoted whether quotes or a block make it text for certain
 */
public record Scalar(Place place, Type type, String text, boolean quoted) implements Node {
  /** What a value is by the core schema of YAML 1.2, where {@code no} is a text. */
  public enum Type {
    TEXT,
    NUMBER,
    BOOLEAN,
    NOTHING,
    /** Something that was refused when it was read, with a problem. */
    BROKEN
  }

  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"
              + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");
  private static final int LONGEST_EXACT_NUMBER = 40;

  /** An unquoted YAML value. */
  static Scalar plain(Place place, String text) {
    Type type = Type.TEXT;
    if (NOTHING.matcher(text).matches()) {
      type = Type.NOTHING;
    } else if (BOOLEAN.matcher(text).matches()) {
      type = Type.BOOLEAN;
    } else if (NUMBER.matcher(text).matches()) {
      type = Type.NUMBER;
    }
    return new Scalar(place, type, text, false);
  }

  /** A quoted text. */
  static Scalar text(Place place, String text) {
    return new Scalar(place, Type.TEXT, text, true);
  }

  static Scalar broken(Place place) {
    return new Scalar(place, Type.BROKEN, "", false);
  }

  /** A value that is not there. */
  public static Scalar nothing(Place place) {
    return new Scalar(place, Type.NOTHING, "", false);
  }

  @Override
  public Scalar movedTo(Place other) {
    return new Scalar(other, type, text, quoted);
  }

  @Override
  public boolean isBroken() {
    return type == Type.BROKEN;
  }

  @Override
  public String shown() {
    return switch (type) {
      case TEXT -> text.isEmpty() ? "an empty text" : Shown.quoted(text);
      case NOTHING, BROKEN -> "nothing";
      case NUMBER, BOOLEAN -> text.length() > LONGEST_EXACT_NUMBER ? Shown.quoted(text) : text;
    };
  }

  @Override
  public JsonNode json() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (type) {
      case TEXT -> nodes.textNode(text);
      case NOTHING, BROKEN -> nodes.nullNode();
      case BOOLEAN -> nodes.booleanNode(text.equalsIgnoreCase("true"));
      case NUMBER -> number(nodes);
    };
  }

  private JsonNode number(JsonNodeFactory nodes) {
    try {
      if (text.matches("[-+]?[0-9]{1,18}")) {
        return nodes.numberNode(Long.parseLong(text));
      }
      if (text.matches("[-+]?[0-9.]{1," + LONGEST_EXACT_NUMBER + "}")) {
        return nodes.numberNode(new BigDecimal(text));
      }
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? nodes.numberNode(number) : nodes.textNode(text);
    } catch (NumberFormatException e) {
      return nodes.textNode(text);
    }
  }
}
