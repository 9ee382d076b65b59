package dev.reveille.agent.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.agent.json.Json;
import dev.reveille.agent.tools.Tool.ToolFailure;

/** Writes the schema of a tool's arguments, and reads arguments that may not keep to it. */
final class Schema {
  private final ObjectNode schema = Json.object().put("type", "object");
  private final ObjectNode properties = schema.putObject("properties");
  private final ArrayNode required = schema.putArray("required");

  Schema required(String name, String type, String description) {
    required.add(name);
    return optional(name, type, description);
  }

  Schema optional(String name, String type, String description) {
    properties.putObject(name).put("type", type).put("description", description);
    return this;
  }

  JsonNode json() {
    return schema;
  }

  static String text(JsonNode arguments, String name) throws ToolFailure {
    JsonNode value = arguments.path(name);
    if (!value.isTextual()) {
      throw new ToolFailure(
          name + " is " + (value.isMissingNode() ? "missing" : "no text") + " (expected: text)");
    }
    return value.asText();
  }

  static int number(JsonNode arguments, String name, int otherwise) {
    JsonNode value = arguments.path(name);
    return value.canConvertToInt() && value.asInt() > 0 ? value.asInt() : otherwise;
  }
}
