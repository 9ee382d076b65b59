package dev.reveille.drill.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Chat completions at {@code OPENAI_BASE_URL}. */
final class ModelClient {
  /** The one tool that is offered to the model. */
  static final String TOOL = "shell";

  private final String base;
  private final String key;
  private final boolean stream;
  private final int retries;

  ModelClient(Map<String, String> environment, boolean stream, int retries) {
    base = environment.getOrDefault("OPENAI_BASE_URL", "").replaceFirst("/+$", "");
    key = environment.getOrDefault("OPENAI_API_KEY", "");
    this.stream = stream;
    this.retries = retries;
  }

  /** Blocks until the answer is complete; its text goes to {@code sink} as it comes. */
  ModelAnswer ask(
      String model,
      ArrayNode messages,
      boolean withTool,
      Cancellation cancellation,
      AnswerReader.TextSink sink)
      throws IOException, InterruptedException, Refused, Trouble.ToldToFail {
    byte[] body = Json.write(request(model, messages, withTool)).getBytes(StandardCharsets.UTF_8);
    for (int attempt = 0; ; attempt++) {
      try (HttpCall call =
          new HttpCall("POST", uri("/chat/completions"), key, body, cancellation)) {
        if (call.status() == 200) {
          AnswerReader reader = new AnswerReader(sink);
          return stream ? reader.stream(call.body()) : reader.whole(call.body());
        }
        boolean again = call.status() == 429 || call.status() >= 500;
        if (attempt >= retries || !again || cancellation.isCancelled()) {
          throw new Refused(
              call.status(), new String(call.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        cancellation.pause(backOff(call.header("retry-after"), attempt));
      }
    }
  }

  List<String> models() throws IOException {
    try (HttpCall call =
        new HttpCall("GET", uri("/models"), key, new byte[0], new Cancellation())) {
      List<String> ids = new ArrayList<>();
      if (call.status() == 200) {
        for (JsonNode model : Json.read(call.body().readAllBytes()).path("data")) {
          ids.add(model.path("id").asText());
        }
      }
      return ids;
    }
  }

  boolean hasBase() {
    return !base.isEmpty();
  }

  private URI uri(String path) throws IOException {
    if (base.isEmpty()) {
      throw new IOException(
          "OPENAI_BASE_URL is not set; set it to a provider or gateway, or say --no-model");
    }
    return URI.create(base + path);
  }

  private ObjectNode request(String model, ArrayNode messages, boolean withTool) {
    ObjectNode request = Json.object().put("model", model).put("stream", stream);
    if (stream) {
      request.set("stream_options", Json.object().put("include_usage", true));
    }
    request.set("messages", messages);
    if (withTool) {
      ObjectNode parameters = Json.object().put("type", "object");
      parameters.set(
          "properties", Json.object().set("command", Json.object().put("type", "string")));
      parameters.set("required", Json.array(Json.text("command")));
      ObjectNode function =
          Json.object().put("name", TOOL).put("description", "Runs a command with sh.");
      function.set("parameters", parameters);
      request.set(
          "tools", Json.array(Json.object().put("type", "function").set("function", function)));
    }
    return request;
  }

  private static Duration backOff(String retryAfter, int attempt) {
    return retryAfter.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(retryAfter))
        : Duration.ofMillis(200L << Math.min(attempt, 6));
  }

  /** The provider answered with something else than 200. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(int status, String body) {
      super("the provider answered " + status + ": " + body);
    }
  }
}
