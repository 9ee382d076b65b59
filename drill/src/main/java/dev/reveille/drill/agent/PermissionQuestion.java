package dev.reveille.drill.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.json.Json;

/** {@code session/request_permission}: the question, and what its answer means. */
final class PermissionQuestion {
  private PermissionQuestion() {}

  static JsonNode of(String session, String toolCall, String command) {
    ObjectNode call =
        Json.object()
            .put("toolCallId", toolCall)
            .put("title", command)
            .put("kind", "execute")
            .put("status", "pending");
    call.set("rawInput", Json.object().put("command", command));
    ObjectNode params = Json.object().put("sessionId", session);
    params.set("toolCall", call);
    return params.set(
        "options",
        Json.array(
            option("allow-once", "Allow", "allow_once"),
            option("allow-always", "Always allow", "allow_always"),
            option("reject-once", "Reject", "reject_once")));
  }

  static boolean isAllowed(JsonNode outcome) {
    return outcome.path("outcome").asText().equals("selected")
        && outcome.path("optionId").asText().startsWith("allow-");
  }

  private static JsonNode option(String id, String name, String kind) {
    return Json.object().put("optionId", id).put("name", name).put("kind", kind);
  }
}
