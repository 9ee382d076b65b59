package dev.reveille.drill.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.json.Json;

/** The bodies of {@code session/update}. */
final class Updates {
  private Updates() {}

  static ObjectNode text(String text) {
    return Json.object().put("sessionUpdate", "agent_message_chunk").set("content", content(text));
  }

  /** A tool call as it starts; {@code name} is empty for agents that give none. */
  static ObjectNode toolCall(String id, String name, String command) {
    ObjectNode update = Json.object().put("sessionUpdate", "tool_call").put("toolCallId", id);
    if (!name.isEmpty()) {
      update.put("name", name);
    }
    update.put("title", command).put("kind", "execute").put("status", "pending");
    return update.set("rawInput", Json.object().put("command", command));
  }

  static ObjectNode toolStatus(String id, String status) {
    return Json.object()
        .put("sessionUpdate", "tool_call_update")
        .put("toolCallId", id)
        .put("status", status);
  }

  static ObjectNode toolResult(String id, ShellResult result) {
    ObjectNode update = toolStatus(id, result.exitCode() == 0 ? "completed" : "failed");
    ObjectNode content =
        Json.object().put("type", "content").set("content", content(result.output()));
    update.set("content", Json.array(content));
    return update.set(
        "rawOutput",
        Json.object().put("output", result.output()).put("exitCode", result.exitCode()));
  }

  private static ObjectNode content(String text) {
    return Json.object().put("type", "text").put("text", text);
  }
}
