package dev.reveille.gateway.pin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Request parameters that must have exactly these values. A dot in a name reaches into an object;
 * in the responses dialect {@code reasoning_effort} is called {@code reasoning.effort}.
 */
final class Locks {
  private static final int SHOWN = 40;

  private final Map<String, JsonNode> values;

  private Locks(Map<String, JsonNode> values) {
    this.values = values;
  }

  static Locks of(Map<String, JsonNode> lock, Dialect dialect) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    new TreeMap<>(lock)
        .forEach(
            (name, value) ->
                values.put(
                    dialect == Dialect.RESPONSES && name.equals("reasoning_effort")
                        ? "reasoning.effort"
                        : name,
                    value));
    return new Locks(values);
  }

  Set<String> roots() {
    return values.keySet().stream()
        .map(path -> path.split("\\.", 2)[0])
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Says in words which lock the request does not keep; null when it keeps all.
   *
   * @param mayLack a request that makes no model work need not carry the parameters
   */
  @Nullable String broken(Map<String, List<JsonNode>> given, boolean mayLack) {
    for (Map.Entry<String, JsonNode> lock : values.entrySet()) {
      String[] steps = lock.getKey().split("\\.");
      List<JsonNode> roots = given.getOrDefault(steps[0], List.of());
      if (roots.isEmpty()) {
        if (mayLack) {
          continue;
        }
        return says(lock, null);
      }
      if (roots.size() > 1) {
        return "The request names " + steps[0] + " more than once, which the job locks.";
      }
      JsonNode found = found(roots.get(0), steps);
      if (!equal(lock.getValue(), found) && !(mayLack && found.isMissingNode())) {
        return says(lock, found.isMissingNode() ? null : found);
      }
    }
    return null;
  }

  private static JsonNode found(JsonNode root, String[] steps) {
    JsonNode found = root;
    for (int i = 1; i < steps.length; i++) {
      found = found.path(steps[i]);
    }
    return found;
  }

  /**
   * As JSON values are equal: the order of an object's fields does not count, nor does 1.0 for 1.
   */
  private static boolean equal(JsonNode expected, JsonNode found) {
    return expected.equals(
        (a, b) ->
            a.isNumber() && b.isNumber()
                ? a.decimalValue().compareTo(b.decimalValue())
                : a.equals(b) ? 0 : 1,
        found);
  }

  private static String says(Map.Entry<String, JsonNode> lock, @Nullable JsonNode found) {
    String expected =
        "The job locks "
            + lock.getKey()
            + " to "
            + ModelNames.shown(lock.getValue().asText(lock.getValue().toString()));
    return found == null
        ? expected + ", and the request does not say it; set it in the agent's settings."
        : expected
            + ", and the request says "
            + written(found)
            + "; set it in the agent's settings, or change pin.lock.";
  }

  /** What is long stays unquoted: a prompt may be. */
  private static String written(JsonNode found) {
    String text = found.isTextual() ? found.textValue() : found.toString();
    return found.isContainerNode() || text.length() > SHOWN
        ? "something else"
        : ModelNames.shown(text);
  }
}
