package dev.reveille.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.reveille.drill.flags.UsageException;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /drill/requests} shows what came, {@code PUT /drill/script} changes what will be done.
 */
final class ControlHandler implements HttpHandler {
  private final DrillProvider provider;

  ControlHandler(DrillProvider provider) {
    this.provider = provider;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
      case "GET /drill/requests" -> answer(exchange, 200, requests());
      case "PUT /drill/script" -> changeScript(exchange);
      default ->
          answer(exchange, 404, error("there are only GET /drill/requests and PUT /drill/script"));
    }
  }

  private JsonNode requests() {
    return Json.array(
        provider.everything().stream().map(RecordedRequest::toJson).toArray(JsonNode[]::new));
  }

  private void changeScript(HttpExchange exchange) throws IOException {
    try {
      JsonNode json = Json.read(exchange.getRequestBody().readAllBytes());
      provider.script(ScriptWords.read(json));
      answer(exchange, 200, json);
    } catch (JsonProcessingException malformed) {
      answer(exchange, 400, error("the script is no JSON: " + malformed.getOriginalMessage()));
    } catch (UsageException wrong) {
      answer(exchange, 400, error(String.valueOf(wrong.getMessage())));
    }
  }

  private static JsonNode error(String message) {
    return Json.object().put("error", message);
  }

  private static void answer(HttpExchange exchange, int status, JsonNode json) throws IOException {
    byte[] bytes = Json.write(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
