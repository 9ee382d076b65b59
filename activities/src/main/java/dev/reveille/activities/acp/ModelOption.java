package dev.reveille.activities.acp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The option by which an agent lets its model be chosen: the entry of {@code configOptions} with
 * category {@code model}.
 */
public record ModelOption(String id, String current, List<String> offered) {

  static Optional<ModelOption> of(JsonNode answer) {
    for (JsonNode option : answer.path("configOptions")) {
      if (option.path("category").asText().equals("model")) {
        List<String> offered = new ArrayList<>();
        collect(option.path("options"), offered);
        return Optional.of(
            new ModelOption(
                option.path("id").asText(), option.path("currentValue").asText(), offered));
      }
    }
    return Optional.empty();
  }

  /**
   * The offered value that is the pinned model: the same, or {@code provider/model} with a provider
   * of the agent's own naming. Of several such, the one in force wins.
   *
   * @throws ModelNotOfferedException when there is none, or no telling which
   */
  String valueFor(String model) {
    if (offered.contains(model)) {
      return model;
    }
    List<String> prefixed =
        offered.stream().filter(value -> value.endsWith("/" + model)).distinct().toList();
    if (prefixed.contains(current)) {
      return current;
    }
    if (prefixed.size() > 1) {
      throw new ModelNotOfferedException(
          model, prefixed, "is offered by several providers of the agent");
    }
    if (prefixed.isEmpty()) {
      throw new ModelNotOfferedException(model, offered, "is not offered by the agent");
    }
    return prefixed.get(0);
  }

  /** Options stand alone or in named groups. */
  private static void collect(JsonNode options, List<String> offered) {
    for (JsonNode option : options) {
      if (option.hasNonNull("value")) {
        offered.add(option.path("value").asText());
      } else {
        collect(option.path("options"), offered);
      }
    }
  }
}
