package dev.reveille.drill.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** JSON-RPC 2.0, one message a line, towards the client. Thread-safe. */
final class Wire {
  private final OutputStream out;
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

  Wire(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  void result(JsonNode id, JsonNode result) throws IOException {
    ObjectNode message = message();
    message.set("id", id);
    send(message.set("result", result));
  }

  void error(JsonNode id, int code, String text) throws IOException {
    ObjectNode message = message();
    message.set("id", id);
    send(message.set("error", Json.object().put("code", code).put("message", text)));
  }

  void update(String session, JsonNode update) throws IOException {
    ObjectNode params = Json.object().put("sessionId", session).set("update", update);
    send(message().put("method", "session/update").set("params", params));
  }

  /** The whole answer: {@code result} or {@code error} is in it. */
  CompletableFuture<JsonNode> request(String method, JsonNode params) throws IOException {
    String id = "drill-" + requests.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    send(message().put("id", id).put("method", method).set("params", params));
    return answer;
  }

  void answered(JsonNode message) {
    CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asText());
    if (answer != null) {
      answer.complete(message);
    }
  }

  void raw(byte[] bytes) throws IOException {
    synchronized (out) {
      out.write(bytes);
      out.flush();
    }
  }

  private void send(JsonNode message) throws IOException {
    raw((Json.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode message() {
    return Json.object().put("jsonrpc", "2.0");
  }
}
