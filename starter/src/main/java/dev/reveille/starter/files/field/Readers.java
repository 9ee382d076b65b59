package dev.reveille.starter.files.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Nearest;
import dev.reveille.domain.Words;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import dev.reveille.starter.files.tree.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds of values fields take. */
public final class Readers {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Readers() {}

  /** Text that is not blank; an unquoted number counts as its digits. */
  public static Reader<String> text() {
    return (node, context) -> {
      if (!(node instanceof Scalar scalar)
          || !(scalar.type() == Scalar.Type.TEXT || scalar.type() == Scalar.Type.NUMBER)) {
        return context.wrong(node, "a text", quoteRemedy(node));
      }
      if (scalar.text().isBlank()) {
        return context.wrong(node, "a text that is not empty");
      }
      return checked(scalar, context);
    };
  }

  /** Any single value as the text it was written as, the empty text included. */
  public static Reader<String> anyText() {
    return (node, context) ->
        node instanceof Scalar scalar && scalar.type() != Scalar.Type.NOTHING
            ? checked(scalar, context)
            : context.wrong(node, "a text", "an empty text is written \"\"");
  }

  /** Text on one line, of at most so many characters. */
  public static Reader<String> line(int longest) {
    return (node, context) -> {
      String text = text().read(node, context);
      if (text == null) {
        return null;
      }
      if (text.codePointCount(0, text.length()) > longest
          || text.codePoints().anyMatch(Character::isISOControl)) {
        return context.wrong(node, "one line of at most " + longest + " characters");
      }
      return text.strip();
    };
  }

  public static Reader<Boolean> yesNo() {
    return (node, context) -> {
      if (node instanceof Scalar scalar && scalar.type() == Scalar.Type.BOOLEAN) {
        return scalar.text().equalsIgnoreCase("true");
      }
      return context.wrong(
          node, "true or false", node instanceof Scalar scalar ? meant(scalar.text()) : null);
    };
  }

  /** What older YAML took for true and false, and what quotes make a text of. */
  private static @Nullable String meant(String text) {
    if (text.matches("(?i)true|false")) {
      return "write it without quotes";
    }
    if (text.matches("(?i)yes|on|y")) {
      return "YAML 1.2 reads this as a text: write true";
    }
    return text.matches("(?i)no|off|n") ? "YAML 1.2 reads this as a text: write false" : null;
  }

  /** A whole number within bounds, both included. */
  public static Reader<Long> whole(long least, long most) {
    String expected =
        most == Long.MAX_VALUE
            ? "a whole number, " + least + " or more"
            : "a whole number from " + least + " to " + most;
    return (node, context) -> {
      if (!(node instanceof Scalar scalar) || scalar.type() != Scalar.Type.NUMBER) {
        return context.wrong(node, expected);
      }
      String text = scalar.text();
      if (text.matches("[-+]?0[0-9]+")) {
        String digits = text.replaceFirst("0+(?=.)", "");
        return context.wrong(
            node,
            expected,
            "a leading zero means octal to some readers: write " + digits + ", or 0o… for octal");
      }
      Optional<Long> number = number(text);
      return number.isPresent() && number.get() >= least && number.get() <= most
          ? number.get()
          : context.wrong(node, expected);
    };
  }

  /** A number within bounds, both included. */
  public static Reader<Double> decimal(double least, double most) {
    return (node, context) -> {
      if (node instanceof Scalar scalar
          && scalar.type() == Scalar.Type.NUMBER
          && scalar.text().matches("[-+]?[0-9.]{1,20}")) {
        double number = Double.parseDouble(scalar.text());
        if (number >= least && number <= most) {
          return number;
        }
      }
      return context.wrong(node, "a number from " + bare(least) + " to " + bare(most));
    };
  }

  /** A share, written {@code 70%} or {@code 0.7}; above 0, at most 1. */
  public static Reader<Double> percent() {
    return (node, context) -> {
      if (node instanceof Scalar scalar
          && scalar.text().strip().matches("[0-9]{1,3}(\\.[0-9]{1,6})?\\s*%?")) {
        boolean sign = scalar.text().contains("%");
        double number = Double.parseDouble(scalar.text().replace("%", "").strip());
        double share = sign ? number / 100 : number;
        if (share > 0 && share <= 1) {
          return share;
        }
      }
      return context.wrong(node, "a share above 0%, to 100%", "write it as 70%");
    };
  }

  /** A duration with its unit, within bounds, both included. */
  public static Reader<Duration> duration(Duration least, Duration most) {
    return (node, context) -> {
      if (!(node instanceof Scalar scalar)
          || !(scalar.type() == Scalar.Type.TEXT || scalar.type() == Scalar.Type.NUMBER)) {
        return context.wrong(node, Durations.EXAMPLES);
      }
      Optional<Duration> duration = Durations.parse(scalar.text());
      if (duration.isEmpty()) {
        boolean noUnit = scalar.text().matches("[0-9]{1,9}");
        return context.wrong(
            node,
            Durations.EXAMPLES,
            noUnit ? "name the unit, such as " + scalar.text() + "s" : null);
      }
      return within(duration.get(), least, most, node, context);
    };
  }

  /** A number of units, as OpenClaw writes durations. */
  public static Reader<Duration> units(Duration unit, Duration least, Duration most) {
    return (node, context) -> {
      Long number = whole(0, 1_000_000_000_000_000L).read(node, context);
      if (number == null) {
        return null;
      }
      if (number > most.toMillis() / unit.toMillis()) {
        return context.wrong(node, "at most " + Durations.text(most));
      }
      return within(unit.multipliedBy(number), least, most, node, context);
    };
  }

  /** One of an enum's words. */
  public static <E extends Enum<E>> Reader<E> choice(Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    List<String> words = constants.stream().map(Words::camel).toList();
    return (node, context) -> {
      if (node instanceof Scalar scalar && words.contains(scalar.text())) {
        return constants.get(words.indexOf(scalar.text()));
      }
      String near =
          node instanceof Scalar scalar
              ? Nearest.to(scalar.text(), words).map(w -> "did you mean '" + w + "'?").orElse(null)
              : null;
      return context.wrong(node, oneOf(words), near);
    };
  }

  /** The name of an environment variable. */
  public static Reader<String> variable() {
    return (node, context) ->
        node instanceof Scalar scalar && VARIABLE.matcher(scalar.text()).matches()
            ? scalar.text()
            : context.wrong(node, "the name of an environment variable, such as OPENAI_API_KEY");
  }

  public static Reader<JsonNode> json() {
    return (node, context) -> node.json();
  }

  public static <T> Reader<List<T>> listOf(Reader<T> reader) {
    return (node, context) -> {
      if (!(node instanceof Sequence sequence)) {
        return context.wrong(
            node,
            "a list",
            node instanceof Scalar ? "write it in brackets: [" + inList(node) + "]" : null);
      }
      List<T> items = new ArrayList<>();
      for (int i = 0; i < sequence.items().size(); i++) {
        T item = context.at(i).read(reader, sequence.items().get(i));
        if (item != null) {
          items.add(item);
        }
      }
      return items;
    };
  }

  public static <T> Reader<List<T>> someOf(Reader<T> reader) {
    return (node, context) ->
        node instanceof Sequence sequence && sequence.items().isEmpty()
            ? context.wrong(node, "a list with at least one entry")
            : listOf(reader).read(node, context);
  }

  /** A mapping from names to values of one kind. */
  public static <T> Reader<Map<String, T>> mapOf(Reader<T> reader) {
    return (node, context) -> {
      if (!(node instanceof Mapping mapping)) {
        return context.wrong(node, "a mapping from names to values");
      }
      Map<String, T> values = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach(
              (key, entry) -> {
                T value = context.in(key).read(reader, entry.value());
                if (value != null) {
                  values.put(key, value);
                }
              });
      return values;
    };
  }

  public static String oneOf(List<String> words) {
    return words.size() == 1
        ? words.get(0)
        : String.join(", ", words.subList(0, words.size() - 1))
            + " or "
            + words.get(words.size() - 1);
  }

  private static @Nullable Duration within(
      Duration duration, Duration least, Duration most, Node node, Context context) {
    if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
      return duration;
    }
    return context.wrong(
        node, "a duration from " + Durations.text(least) + " to " + Durations.text(most));
  }

  /** A text that a process and a message can carry: no NUL, no half of a character. */
  private static @Nullable String checked(Scalar scalar, Context context) {
    String text = scalar.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (c == '\0' || Character.isSurrogate(c)) {
        return context.wrong(scalar, "text without NUL and half characters", "remove the escape");
      }
    }
    return text;
  }

  private static @Nullable String quoteRemedy(Node node) {
    return node instanceof Scalar scalar && scalar.type() == Scalar.Type.BOOLEAN
        ? "put it into quotes if it is meant as a text"
        : null;
  }

  private static Optional<Long> number(String text) {
    try {
      if (text.startsWith("0x")) {
        return Optional.of(Long.parseLong(text.substring(2), 16));
      }
      if (text.startsWith("0o")) {
        return Optional.of(Long.parseLong(text.substring(2), 8));
      }
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String inList(Node node) {
    String shown = node.shown();
    return shown.length() > 30 ? "…" : shown;
  }

  private static String bare(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
