package dev.reveille.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Anthropic messages. */
final class MessagesShape implements Shape {
  @Override
  public Question read(JsonNode body) {
    List<OfferedTool> tools =
        body.path("tools")
            .valueStream()
            .filter(tool -> tool.has("input_schema"))
            .map(
                tool ->
                    new OfferedTool(
                        "custom", tool.path("name").asText(), tool.path("input_schema")))
            .toList();
    int results =
        (int)
            body.path("messages")
                .valueStream()
                .flatMap(message -> message.path("content").valueStream())
                .filter(block -> block.path("type").asText().equals("tool_result"))
                .count();
    return new Question(
        body.path("model").asText(), body.path("stream").asBoolean(), true, tools, results);
  }

  @Override
  public ObjectNode whole(Reply reply) {
    ToolCall call = reply.call();
    JsonNode block =
        call == null
            ? Json.object().put("type", "text").put("text", reply.text())
            : toolUse(reply, call).set("input", call.arguments());
    ObjectNode whole = head(reply);
    whole.set("content", Json.array(block));
    whole.put("stop_reason", stop(reply)).putNull("stop_sequence");
    whole.set("usage", usage(reply, reply.tokens().output()));
    return whole;
  }

  @Override
  public List<ServerEvent> stream(Reply reply, Question question) {
    List<ServerEvent> events = new ArrayList<>();
    ObjectNode message = head(reply);
    message.set("content", Json.array());
    message.putNull("stop_reason").putNull("stop_sequence");
    message.set("usage", usage(reply, 1));
    events.add(event("message_start", Json.object().set("message", message)));
    ToolCall call = reply.call();
    if (call == null) {
      start(events, Json.object().put("type", "text").put("text", ""));
      for (String piece : reply.pieces()) {
        delta(events, Json.object().put("type", "text_delta").put("text", piece));
      }
    } else {
      start(events, toolUse(reply, call).set("input", Json.object()));
      for (String piece : Reply.pieces(Json.write(call.arguments()))) {
        delta(events, Json.object().put("type", "input_json_delta").put("partial_json", piece));
      }
    }
    events.add(event("content_block_stop", Json.object().put("index", 0)));
    ObjectNode end = Json.object();
    end.set("delta", Json.object().put("stop_reason", stop(reply)).putNull("stop_sequence"));
    end.set("usage", usage(reply, reply.tokens().output()));
    events.add(event("message_delta", end));
    events.add(event("message_stop", Json.object()));
    return events;
  }

  @Override
  public ObjectNode error(int status, String message) {
    String type =
        switch (status) {
          case 400 -> "invalid_request_error";
          case 401 -> "authentication_error";
          case 403 -> "permission_error";
          case 404 -> "not_found_error";
          case 429 -> "rate_limit_error";
          case 503, 529 -> "overloaded_error";
          default -> "api_error";
        };
    ObjectNode error = Json.object().put("type", "error");
    return error.set("error", Json.object().put("type", type).put("message", message));
  }

  private static void start(List<ServerEvent> events, JsonNode block) {
    events.add(
        event("content_block_start", Json.object().put("index", 0).set("content_block", block)));
    events.add(event("ping", Json.object()));
  }

  private static void delta(List<ServerEvent> events, JsonNode delta) {
    events.add(event("content_block_delta", Json.object().put("index", 0).set("delta", delta)));
  }

  private static ServerEvent event(String type, ObjectNode data) {
    ObjectNode event = Json.object().put("type", type);
    event.setAll(data);
    return new ServerEvent(type, Json.write(event));
  }

  private static ObjectNode head(Reply reply) {
    ObjectNode head =
        Json.object().put("id", reply.id("msg_")).put("type", "message").put("role", "assistant");
    return reply.model() == null ? head : head.put("model", reply.model());
  }

  private static ObjectNode toolUse(Reply reply, ToolCall call) {
    return Json.object()
        .put("type", "tool_use")
        .put("id", reply.id("toolu_"))
        .put("name", call.tool().name());
  }

  private static String stop(Reply reply) {
    return reply.call() == null ? "end_turn" : "tool_use";
  }

  private static ObjectNode usage(Reply reply, int output) {
    return Json.object()
        .put("input_tokens", reply.tokens().input())
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", 0)
        .put("output_tokens", output);
  }
}
