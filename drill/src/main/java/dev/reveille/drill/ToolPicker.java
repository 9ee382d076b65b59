package dev.reveille.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the shell among the tools offered, and writes a command as its schema wants it. */
final class ToolPicker {
  private static final List<String> SHELLS =
      List.of(
          "exec_command",
          "shell_command",
          "shell",
          "local_shell",
          "bash",
          "sh",
          "terminal",
          "run_command",
          "execute");
  private static final Set<String> COMMAND_FIELDS = Set.of("command", "cmd", "commands", "script");

  private ToolPicker() {}

  /** Empty when nothing offered runs commands: then the model answers in words. */
  static Optional<ToolCall> pick(ToolAsk ask, List<OfferedTool> offered) {
    Optional<JsonNode> given = ask.name().isEmpty() ? Optional.empty() : object(ask.command());
    return choose(ask, offered)
        .map(tool -> new ToolCall(tool, given.orElseGet(() -> arguments(tool, ask.command()))));
  }

  private static Optional<JsonNode> object(String text) {
    try {
      return text.startsWith("{")
          ? Optional.of(Json.read(text)).filter(JsonNode::isObject)
          : Optional.empty();
    } catch (JsonProcessingException aCommandInBraces) {
      return Optional.empty();
    }
  }

  private static Optional<OfferedTool> choose(ToolAsk ask, List<OfferedTool> offered) {
    if (!ask.name().isEmpty()) {
      return offered.stream().filter(tool -> tool.name().equals(ask.name())).findFirst();
    }
    for (String shell : SHELLS) {
      for (OfferedTool tool : offered) {
        if (tool.name().equalsIgnoreCase(shell)) {
          return Optional.of(tool);
        }
      }
    }
    return offered.stream().filter(ToolPicker::hasCommandField).findFirst();
  }

  private static boolean hasCommandField(OfferedTool tool) {
    return COMMAND_FIELDS.stream().anyMatch(tool.schema().path("properties")::has);
  }

  private static JsonNode arguments(OfferedTool tool, String command) {
    ObjectNode arguments = Json.object();
    Set<Map.Entry<String, JsonNode>> properties = tool.schema().path("properties").properties();
    for (Map.Entry<String, JsonNode> property : properties) {
      String name = property.getKey();
      if (COMMAND_FIELDS.contains(name)) {
        arguments.set(name, isArray(property.getValue()) ? shellLine(command) : Json.text(command));
      } else if (isRequired(tool, name)) {
        arguments.set(name, filler(property.getValue()));
      }
    }
    if (arguments.isEmpty()) {
      arguments.put("command", command);
    }
    return arguments;
  }

  static JsonNode shellLine(String command) {
    return Json.texts(List.of("sh", "-c", command));
  }

  private static boolean isArray(JsonNode property) {
    return property.path("type").asText().equals("array");
  }

  private static boolean isRequired(OfferedTool tool, String name) {
    return tool.schema()
        .path("required")
        .valueStream()
        .anyMatch(field -> field.asText().equals(name));
  }

  private static JsonNode filler(JsonNode property) {
    if (property.path("enum").has(0)) {
      return property.path("enum").get(0);
    }
    return switch (property.path("type").asText()) {
      case "boolean" -> Json.truth(false);
      case "integer", "number" -> Json.number(property.path("minimum").asInt(1));
      case "array" -> Json.array();
      case "object" -> Json.object();
      default -> Json.text("Runs the drill's command");
    };
  }
}
