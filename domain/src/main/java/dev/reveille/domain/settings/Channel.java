package dev.reveille.domain.settings;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Where an alert goes.
 *
 * @param kind such as {@code command} or {@code slack}
 * @param command for {@code command}: program and arguments; the alert is its standard input
 * @param options the other fields as validated, for the kinds that need them
 */
public record Channel(
    String name, String kind, List<String> command, Map<String, JsonNode> options) {
  public Channel {
    requireNonNull(name, "name is null");
    requireNonNull(kind, "kind is null");
    command = List.copyOf(command);
    options = Map.copyOf(options);
  }
}
