package dev.reveille.starter.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.Json;
import dev.reveille.starter.files.field.Durations;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.SourceText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fields as a file would have them, written by a program. Immutable. */
record Draft(ObjectNode fields) {
  static final Draft EMPTY = new Draft(Json.mapper().createObjectNode());

  /**
   * The same with one field set.
   *
   * @param path with dots
   */
  Draft with(String path, Object value) {
    ObjectNode changed = fields.deepCopy();
    ObjectNode at = changed;
    List<String> steps = List.of(path.split("\\.", -1));
    for (String step : steps.subList(0, steps.size() - 1)) {
      at = at.get(step) instanceof ObjectNode inner ? inner : at.putObject(step);
    }
    at.set(steps.get(steps.size() - 1), json(value));
    return new Draft(changed);
  }

  private static JsonNode json(Object value) {
    return Json.mapper().valueToTree(written(value));
  }

  private static Object written(Object value) {
    if (value instanceof Duration duration) {
      return Durations.text(duration);
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .collect(Collectors.toMap(e -> String.valueOf(e.getKey()), e -> written(e.getValue())));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Draft::written).toList();
    }
    return value instanceof Number || value instanceof Boolean || value instanceof JsonNode
        ? value
        : value.toString();
  }

  /** What a reader of files makes of it; all of it stands at {@code name}, which has no lines. */
  Optional<Node> node(String name, Problems problems) {
    Place place = new Place(name, 0, 0);
    return SourceText.tree(name + ".json", Json.write(fields), problems)
        .map(node -> node.movedTo(place));
  }
}
