package dev.reveille.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** OpenAI responses. */
final class ResponsesShape implements Shape {
  private static final long CREATED = 1_780_000_000L;
  private static final Set<String> CALLABLE = Set.of("function", "local_shell");

  @Override
  public Question read(JsonNode body) {
    List<OfferedTool> tools =
        body.path("tools")
            .valueStream()
            .filter(tool -> CALLABLE.contains(tool.path("type").asText()))
            .map(
                tool ->
                    new OfferedTool(
                        tool.path("type").asText(),
                        tool.path("name").asText(tool.path("type").asText()),
                        tool.path("parameters")))
            .toList();
    int results =
        (int)
            body.path("input")
                .valueStream()
                .filter(item -> item.path("type").asText().endsWith("_call_output"))
                .count();
    return new Question(
        body.path("model").asText(), body.path("stream").asBoolean(), true, tools, results);
  }

  @Override
  public ObjectNode whole(Reply reply) {
    return response(reply, "completed", item(reply, "completed"));
  }

  @Override
  public List<ServerEvent> stream(Reply reply, Question question) {
    Events events = new Events();
    events.add("response.created", Json.object().set("response", started(reply)));
    events.add("response.in_progress", Json.object().set("response", started(reply)));
    events.add("response.output_item.added", output(startedItem(reply)));
    ToolCall call = reply.call();
    if (call == null) {
      text(reply, events);
    } else if (!isLocalShell(call)) {
      String arguments = Json.write(call.arguments());
      ObjectNode delta = Json.object().put("item_id", reply.id("fc_")).put("output_index", 0);
      events.add(
          "response.function_call_arguments.delta", delta.deepCopy().put("delta", arguments));
      events.add("response.function_call_arguments.done", delta.put("arguments", arguments));
    }
    events.add("response.output_item.done", output(item(reply, "completed")));
    events.add("response.completed", Json.object().set("response", whole(reply)));
    return events.list;
  }

  @Override
  public ObjectNode error(int status, String message) {
    return new ChatShape().error(status, message);
  }

  private static void text(Reply reply, Events events) {
    ObjectNode place =
        Json.object()
            .put("item_id", reply.id("msg_"))
            .put("output_index", 0)
            .put("content_index", 0);
    events.add("response.content_part.added", place.deepCopy().set("part", part("")));
    for (String piece : reply.pieces()) {
      events.add("response.output_text.delta", place.deepCopy().put("delta", piece));
    }
    events.add("response.output_text.done", place.deepCopy().put("text", reply.text()));
    events.add("response.content_part.done", place.set("part", part(reply.text())));
  }

  private static ObjectNode output(JsonNode item) {
    return Json.object().put("output_index", 0).set("item", item);
  }

  private static ObjectNode started(Reply reply) {
    ObjectNode started = response(reply, "in_progress");
    started.putNull("usage");
    return started;
  }

  private static ObjectNode response(Reply reply, String status, JsonNode... output) {
    ObjectNode response =
        Json.object()
            .put("id", reply.id("resp_"))
            .put("object", "response")
            .put("created_at", CREATED)
            .put("status", status)
            .putNull("error")
            .putNull("incomplete_details");
    if (reply.model() != null) {
      response.put("model", reply.model());
    }
    response.set("output", Json.array(output));
    response.put("parallel_tool_calls", false).put("tool_choice", "auto");
    response.set("tools", Json.array());
    response.set("usage", usage(reply));
    return response;
  }

  private static ObjectNode startedItem(Reply reply) {
    ObjectNode item = item(reply, "in_progress");
    if (reply.call() == null) {
      item.set("content", Json.array());
    } else if (item.has("arguments")) {
      item.put("arguments", "");
    }
    return item;
  }

  private static ObjectNode item(Reply reply, String status) {
    ToolCall call = reply.call();
    if (call == null) {
      ObjectNode message =
          Json.object()
              .put("type", "message")
              .put("id", reply.id("msg_"))
              .put("status", status)
              .put("role", "assistant");
      return message.set("content", Json.array(part(reply.text())));
    }
    ObjectNode item =
        Json.object()
            .put("id", reply.id("fc_"))
            .put("call_id", reply.id("call_"))
            .put("status", status);
    if (isLocalShell(call)) {
      ObjectNode action = Json.object().put("type", "exec");
      action.set("command", ToolPicker.shellLine(call.arguments().path("command").asText()));
      action.set("env", Json.object());
      return item.put("type", "local_shell_call").set("action", action);
    }
    return item.put("type", "function_call")
        .put("name", call.tool().name())
        .put("arguments", Json.write(call.arguments()));
  }

  private static boolean isLocalShell(ToolCall call) {
    return call.tool().kind().equals("local_shell");
  }

  private static ObjectNode part(String text) {
    return Json.object()
        .put("type", "output_text")
        .put("text", text)
        .set("annotations", Json.array());
  }

  private static ObjectNode usage(Reply reply) {
    ObjectNode usage = Json.object().put("input_tokens", reply.tokens().input());
    usage.set("input_tokens_details", Json.object().put("cached_tokens", 0));
    usage.put("output_tokens", reply.tokens().output());
    usage.set("output_tokens_details", Json.object().put("reasoning_tokens", 0));
    return usage.put("total_tokens", reply.tokens().input() + reply.tokens().output());
  }

  /** Every event carries its own type and its place in the sequence. */
  private static final class Events {
    private final List<ServerEvent> list = new ArrayList<>();

    void add(String type, ObjectNode data) {
      ObjectNode event = Json.object().put("type", type).put("sequence_number", list.size());
      event.setAll(data);
      list.add(new ServerEvent(type, Json.write(event)));
    }
  }
}
