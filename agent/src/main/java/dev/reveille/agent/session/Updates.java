package dev.reveille.agent.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.agent.json.Json;
import dev.reveille.agent.tools.Text;
import dev.reveille.agent.tools.Tool;
import java.util.Locale;

/** The bodies of {@code session/update}. */
final class Updates {
  private static final int TITLE_CHARS = 200;
  private static final int RESULT_CHARS = 4_000;
  private static final int ARGUMENT_CHARS = 8_000;

  private Updates() {}

  static ObjectNode said(String text) {
    return chunk("agent_message_chunk", text);
  }

  static ObjectNode thought(String text) {
    return chunk("agent_thought_chunk", text);
  }

  static ObjectNode asked(String text) {
    return chunk("user_message_chunk", text);
  }

  private static ObjectNode chunk(String kind, String text) {
    ObjectNode update = Json.object().put("sessionUpdate", kind);
    update.putObject("content").put("type", "text").put("text", text);
    return update;
  }

  /** A call as it begins. */
  static ObjectNode call(String id, String name, Tool.Kind kind, String title, JsonNode arguments) {
    ObjectNode update = Json.object().put("sessionUpdate", "tool_call").put("toolCallId", id);
    update.put("name", name).put("title", Text.line(title, TITLE_CHARS));
    update.put("kind", kind.name().toLowerCase(Locale.ROOT)).put("status", "pending");
    if (arguments.toString().length() <= ARGUMENT_CHARS) {
      update.set("rawInput", arguments);
    }
    return update;
  }

  static ObjectNode status(String id, String status) {
    return Json.object()
        .put("sessionUpdate", "tool_call_update")
        .put("toolCallId", id)
        .put("status", status);
  }

  static ObjectNode result(String id, boolean failed, String text) {
    ObjectNode update = status(id, failed ? "failed" : "completed");
    update
        .putArray("content")
        .addObject()
        .put("type", "content")
        .putObject("content")
        .put("type", "text")
        .put("text", Text.bounded(text, RESULT_CHARS));
    return update;
  }

  /** Of the last request: what the model has read and written. */
  static ObjectNode usage(long used, String answered) {
    ObjectNode update = Json.object().put("sessionUpdate", "usage_update");
    update.put("used", used).put("size", 200_000);
    update.putObject("_meta").put("reveille/model", answered);
    return update;
  }
}
