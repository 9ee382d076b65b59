package dev.reveille.drill;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool that a request offers to the model.
 *
 * @param kind the dialect's type; {@code local_shell} is called without a schema
 * @param schema of its arguments; a missing node when it has none
 */
record OfferedTool(String kind, String name, JsonNode schema) {
  OfferedTool {
    requireNonNull(kind, "kind is null");
    requireNonNull(name, "name is null");
    requireNonNull(schema, "schema is null");
  }
}
