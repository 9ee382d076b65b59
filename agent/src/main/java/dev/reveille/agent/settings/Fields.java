package dev.reveille.agent.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One mapping of the settings. Problems are collected in the root and said by {@link #finish}. */
final class Fields {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})\\s*([A-Za-z]*)");
  private static final Map<String, Integer> SIZES =
      Map.of(
          "", 1, "b", 1, "kib", 1 << 10, "kb", 1 << 10, "k", 1 << 10, "mib", 1 << 20, "mb",
          1 << 20);
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));

  private final JsonNode node;
  private final String path;
  private final List<String> problems;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, Fields> inner = new HashMap<>();

  private Fields(JsonNode node, String path, List<String> problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
    if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
      problem("", node.toString(), "a mapping");
    }
  }

  static Fields root(JsonNode node) {
    return new Fields(node, "", new ArrayList<>());
  }

  Fields inner(String name) {
    return inner.computeIfAbsent(
        name, key -> new Fields(get(key), path.isEmpty() ? key : path + "." + key, problems));
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  void problem(String field, String found, String expected) {
    String where = path.isEmpty() || field.isEmpty() ? path + field : path + "." + field;
    String shown = found.length() > 100 ? found.substring(0, 100) + " …" : found;
    problems.add(where + ": " + shown + " (expected: " + expected + ")");
  }

  @Nullable String text(String name) {
    JsonNode value = get(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      problem(name, value.toString(), "text");
    }
    return value.asText();
  }

  List<String> texts(String name, List<String> otherwise) {
    JsonNode value = get(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    List<String> texts = new ArrayList<>();
    if (!value.isArray()) {
      problem(name, value.toString(), "a list of texts");
    }
    for (JsonNode each : value) {
      if (!each.isValueNode()) {
        problem(name, each.toString(), "texts");
      }
      texts.add(each.asText());
    }
    return texts;
  }

  Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    get(name).properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  <E extends Enum<E>> E oneOf(String name, Class<E> type, E otherwise) {
    String word = text(name);
    if (word == null) {
      return otherwise;
    }
    List<String> words = new ArrayList<>();
    for (E each : type.getEnumConstants()) {
      words.add(each.name().toLowerCase(Locale.ROOT));
      if (words.get(words.size() - 1).equals(word)) {
        return each;
      }
    }
    problem(name, word, String.join(" or ", words));
    return otherwise;
  }

  int count(String name, int otherwise) {
    JsonNode value = get(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.asInt() < 0) {
      problem(name, value.toString(), "a whole number, 0 or more");
      return otherwise;
    }
    return value.asInt();
  }

  int bytes(String name, int otherwise) {
    JsonNode value = get(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    Matcher amount = AMOUNT.matcher(value.asText().strip());
    Integer unit = amount.matches() ? SIZES.get(amount.group(2).toLowerCase(Locale.ROOT)) : null;
    long size = unit == null ? -1 : Long.parseLong(amount.group(1)) * unit;
    if (size < 1 || size > 64 << 20) {
      problem(name, value.toString(), "a size up to 64MiB, such as 64KiB");
      return otherwise;
    }
    return (int) size;
  }

  Duration duration(String name, Duration otherwise) {
    JsonNode value = get(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    Matcher amount = AMOUNT.matcher(value.asText().strip());
    Duration unit = amount.matches() ? UNITS.get(amount.group(2)) : null;
    try {
      Duration duration =
          unit == null
              ? Duration.parse(value.asText())
              : unit.multipliedBy(Long.parseLong(amount.group(1)));
      if (!duration.isNegative() && !duration.isZero()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Said below.
    }
    problem(name, value.toString(), "a duration, such as 30s");
    return otherwise;
  }

  /** Looks for fields that nobody asked for, and throws when there was any problem. */
  void finish() throws SettingsException {
    unknown();
    if (!problems.isEmpty()) {
      throw new SettingsException(String.join("; ", problems));
    }
  }

  private void unknown() {
    for (String name : names()) {
      if (!known.contains(name)) {
        problem(name, "not known", "one of " + String.join(", ", known));
      }
    }
    inner.values().forEach(Fields::unknown);
  }

  private JsonNode get(String name) {
    known.add(name);
    return node.isObject() ? node.path(name) : MissingNode.getInstance();
  }
}
