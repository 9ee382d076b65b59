package dev.reveille.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.json.Json;
import java.util.Map;

/**
 * Agents also ask for titles and the like: by a schema that the answer must fit, which prose would
 * not.
 */
final class SideCalls {
  private static final String SHORT_TEXT = "A drill";

  private SideCalls() {}

  /** The script's text, or JSON that fits the schema which the request demands. */
  static String textFor(JsonNode body, String text) {
    JsonNode chat = body.path("response_format").path("json_schema").path("schema");
    JsonNode responses = body.path("text").path("format").path("schema");
    JsonNode messages = body.path("output_config").path("format").path("schema");
    for (JsonNode schema : new JsonNode[] {chat, responses, messages}) {
      if (schema.isObject()) {
        return Json.write(sample(schema));
      }
    }
    return text;
  }

  private static JsonNode sample(JsonNode schema) {
    if (schema.path("enum").has(0)) {
      return schema.path("enum").get(0);
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema);
      case "array" -> Json.array();
      case "boolean" -> Json.truth(false);
      case "integer", "number" -> Json.number(schema.path("minimum").asInt(1));
      case "null" -> Json.nothing();
      default -> Json.text(SHORT_TEXT);
    };
  }

  private static ObjectNode object(JsonNode schema) {
    ObjectNode object = Json.object();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      object.set(property.getKey(), sample(property.getValue()));
    }
    return object;
  }
}
