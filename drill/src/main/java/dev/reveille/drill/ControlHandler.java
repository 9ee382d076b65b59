package dev.reveille.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.reveille.drill.flags.UsageException;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /drill/requests} shows what came, {@code PUT /drill/script} changes what will be done,
 * {@code PUT /drill/script/NAME} what will be done below {@code /at/NAME/}.
 */
final class ControlHandler implements HttpHandler {
  private static final String SCRIPT = "/drill/script";
  private static final Pattern DOOR = Pattern.compile(SCRIPT + "/([^/]+)");

  private final DrillProvider provider;

  ControlHandler(DrillProvider provider) {
    this.provider = provider;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    Matcher door = DOOR.matcher(path);
    if (method.equals("GET") && path.equals("/drill/requests")) {
      answer(exchange, 200, requests());
    } else if (method.equals("PUT") && path.equals(SCRIPT)) {
      changeScript(exchange, provider::script);
    } else if (method.equals("PUT") && door.matches()) {
      changeScript(exchange, script -> provider.script(door.group(1), script));
    } else {
      answer(
          exchange,
          404,
          error(
              "there are only GET /drill/requests, PUT /drill/script and PUT /drill/script/NAME"));
    }
  }

  private JsonNode requests() {
    return Json.array(
        provider.everything().stream().map(RecordedRequest::toJson).toArray(JsonNode[]::new));
  }

  private static void changeScript(HttpExchange exchange, Consumer<ProviderScript> change)
      throws IOException {
    try {
      JsonNode json = Json.read(exchange.getRequestBody().readAllBytes());
      change.accept(ScriptWords.read(json));
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
