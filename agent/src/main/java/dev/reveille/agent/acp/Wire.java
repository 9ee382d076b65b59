package dev.reveille.agent.acp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.agent.json.Json;
import dev.reveille.agent.session.Client;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC 2.0 towards the client, one message a line. Thread-safe. A client that is gone is not
 * told anything: the end of its input ends the agent.
 */
public final class Wire implements Client {
  /** A notification of ours, as the protocol lets extensions be named. */
  static final String STAGE = "_reveille/boot_stage";

  private final OutputStream out;
  private final AtomicLong requests = new AtomicLong();
  private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

  public Wire(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  void result(JsonNode id, JsonNode result) {
    ObjectNode message = message();
    message.set("id", id);
    send(message.set("result", result));
  }

  void error(JsonNode id, int code, String text) {
    ObjectNode message = message();
    message.set("id", id);
    message.putObject("error").put("code", code).put("message", text);
    send(message);
  }

  @Override
  public void update(String session, ObjectNode update) {
    tell("session/update", Json.object().put("sessionId", session).set("update", update));
  }

  @Override
  public void stageStarted(String stage) {
    tell(STAGE, Json.object().put("stage", stage).put("state", "started"));
  }

  @Override
  public void stageEnded(String stage, @Nullable String note) {
    tell(STAGE, Json.object().put("stage", stage).put("state", "ended").put("note", note));
  }

  @Override
  public CompletableFuture<JsonNode> ask(ObjectNode request) {
    String id = "rv-" + requests.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    ObjectNode message = message().put("id", id).put("method", "session/request_permission");
    send(message.set("params", request));
    return answer;
  }

  /** Takes a message that is no request: an answer to one of ours, if it is anything. */
  void answered(JsonNode message) {
    CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asText());
    if (answer == null) {
      return;
    }
    if (message.hasNonNull("error")) {
      answer.completeExceptionally(
          new IOException(message.path("error").path("message").asText("refused")));
    } else {
      answer.complete(message.path("result").path("outcome"));
    }
  }

  private void tell(String method, JsonNode params) {
    send(message().put("method", method).set("params", params));
  }

  private void send(JsonNode message) {
    byte[] line = (Json.write(message) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      try {
        out.write(line);
        out.flush();
      } catch (IOException gone) {
        System.err.println("the client is gone: " + gone.getMessage());
      }
    }
  }

  private static ObjectNode message() {
    return Json.object().put("jsonrpc", "2.0");
  }
}
