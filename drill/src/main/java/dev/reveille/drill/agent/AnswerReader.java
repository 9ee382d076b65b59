package dev.reveille.drill.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.drill.json.Json;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a chat completion, whole or streamed, and passes its text on as it comes. */
final class AnswerReader {
  private final TextSink sink;
  private final StringBuilder text = new StringBuilder();
  private final Map<Integer, ToolParts> tools = new TreeMap<>();
  private String model = "";
  private JsonNode usage = Json.object();

  AnswerReader(TextSink sink) {
    this.sink = sink;
  }

  ModelAnswer whole(InputStream body) throws IOException, InterruptedException, Trouble.ToldToFail {
    JsonNode whole = Json.read(body.readAllBytes());
    take(whole, whole.path("choices").path(0).path("message"));
    return answer();
  }

  ModelAnswer stream(InputStream body)
      throws IOException, InterruptedException, Trouble.ToldToFail {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("data: [DONE]")) {
        return answer();
      }
      if (line.startsWith("data: ")) {
        JsonNode chunk = Json.read(line.substring("data: ".length()));
        take(chunk, chunk.path("choices").path(0).path("delta"));
      }
    }
    throw new EOFException("the model's answer ended before [DONE]");
  }

  private void take(JsonNode chunk, JsonNode message)
      throws IOException, InterruptedException, Trouble.ToldToFail {
    model = chunk.path("model").asText(model);
    usage = chunk.path("usage").isObject() ? chunk.path("usage") : usage;
    for (JsonNode call : message.path("tool_calls")) {
      tools
          .computeIfAbsent(call.path("index").asInt(tools.size()), index -> new ToolParts())
          .add(call);
    }
    String piece = message.path("content").asText("");
    if (message.path("content").isTextual() && !piece.isEmpty()) {
      text.append(piece);
      sink.text(piece);
    }
  }

  private ModelAnswer answer() {
    List<ToolRequest> requests = new ArrayList<>();
    tools.values().forEach(parts -> requests.add(parts.request()));
    return new ModelAnswer(
        model,
        text.toString(),
        requests,
        usage.path("prompt_tokens").asInt(),
        usage.path("completion_tokens").asInt());
  }

  /** Takes pieces of text in order. */
  interface TextSink {
    void text(String piece) throws IOException, InterruptedException, Trouble.ToldToFail;
  }

  /** A tool call as its pieces come. */
  private static final class ToolParts {
    private String id = "";
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();

    void add(JsonNode call) {
      id = call.path("id").asText(id);
      name = call.path("function").path("name").asText(name);
      arguments.append(call.path("function").path("arguments").asText(""));
    }

    ToolRequest request() {
      return new ToolRequest(id, name, arguments.toString());
    }
  }
}
