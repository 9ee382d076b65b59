package dev.reveille.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.ProviderScript.Tokens;
import dev.reveille.drill.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI chat completions. */
final class ChatShape implements Shape {
  private static final long CREATED = 1_780_000_000L;

  @Override
  public Question read(JsonNode body) {
    List<OfferedTool> tools =
        body.path("tools")
            .valueStream()
            .map(tool -> tool.path("function"))
            .map(
                tool ->
                    new OfferedTool(
                        "function", tool.path("name").asText(), tool.path("parameters")))
            .toList();
    int results =
        (int)
            body.path("messages")
                .valueStream()
                .filter(message -> message.path("role").asText().equals("tool"))
                .count();
    return new Question(
        body.path("model").asText(),
        body.path("stream").asBoolean(),
        body.path("stream_options").path("include_usage").asBoolean(),
        tools,
        results);
  }

  @Override
  public ObjectNode whole(Reply reply) {
    ObjectNode message = Json.object().put("role", "assistant");
    ToolCall call = reply.call();
    if (call == null) {
      message.put("content", reply.text());
    } else {
      message.putNull("content");
      message.set("tool_calls", Json.array(function(reply, call)));
    }
    ObjectNode choice = Json.object().put("index", 0);
    choice.set("message", message);
    choice.putNull("logprobs").put("finish_reason", finish(reply));
    ObjectNode whole = head(reply, "chat.completion");
    whole.set("choices", Json.array(choice));
    whole.set("usage", usage(reply.tokens()));
    return whole;
  }

  @Override
  public List<ServerEvent> stream(Reply reply, Question question) {
    List<ServerEvent> events = new ArrayList<>();
    events.add(chunk(reply, Json.object().put("role", "assistant").put("content", ""), null));
    ToolCall call = reply.call();
    if (call == null) {
      reply
          .pieces()
          .forEach(piece -> events.add(chunk(reply, Json.object().put("content", piece), null)));
    } else {
      ObjectNode function = function(reply, call);
      function.put("index", 0);
      events.add(chunk(reply, Json.object().set("tool_calls", Json.array(function)), null));
    }
    events.add(chunk(reply, Json.object(), finish(reply)));
    if (question.streamUsage()) {
      ObjectNode last = head(reply, "chat.completion.chunk");
      last.set("choices", Json.array());
      last.set("usage", usage(reply.tokens()));
      events.add(new ServerEvent("", Json.write(last)));
    }
    events.add(new ServerEvent("", "[DONE]"));
    return events;
  }

  @Override
  public ObjectNode error(int status, String message) {
    ObjectNode error =
        Json.object()
            .put("message", message)
            .put(
                "type",
                status == 429
                    ? "rate_limit_error"
                    : status < 500 ? "invalid_request_error" : "server_error")
            .putNull("param")
            .put(
                "code",
                status == 401 ? "invalid_api_key" : status == 429 ? "rate_limit_exceeded" : null);
    return Json.object().set("error", error);
  }

  private static ServerEvent chunk(Reply reply, JsonNode delta, @Nullable String finish) {
    ObjectNode choice = Json.object().put("index", 0);
    choice.set("delta", delta);
    choice.put("finish_reason", finish);
    ObjectNode chunk = head(reply, "chat.completion.chunk");
    chunk.set("choices", Json.array(choice));
    return new ServerEvent("", Json.write(chunk));
  }

  private static ObjectNode head(Reply reply, String object) {
    ObjectNode head =
        Json.object()
            .put("id", reply.id("chatcmpl-"))
            .put("object", object)
            .put("created", CREATED);
    if (reply.model() != null) {
      head.put("model", reply.model());
    }
    return head.put("system_fingerprint", "fp_drill");
  }

  private static ObjectNode function(Reply reply, ToolCall call) {
    ObjectNode function =
        Json.object()
            .put("name", call.tool().name())
            .put("arguments", Json.write(call.arguments()));
    return Json.object()
        .put("id", reply.id("call_"))
        .put("type", "function")
        .set("function", function);
  }

  private static String finish(Reply reply) {
    return reply.call() == null ? "stop" : "tool_calls";
  }

  private static ObjectNode usage(Tokens tokens) {
    return Json.object()
        .put("prompt_tokens", tokens.input())
        .put("completion_tokens", tokens.output())
        .put("total_tokens", tokens.input() + tokens.output());
  }
}
