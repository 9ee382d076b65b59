package dev.reveille.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.reveille.drill.RecordedRequest.Outcome;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Records a request before anything else is done with it, then has it answered. */
final class RequestHandler implements HttpHandler {
  private final RequestRecorder recorder;
  private final Doors doors;

  RequestHandler(RequestRecorder recorder, Doors doors) {
    this.recorder = recorder;
    this.doors = doors;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Dialect dialect = Dialect.of(exchange.getRequestMethod(), Doors.inside(path));
    JsonNode body = body(exchange);
    RecordedRequest request =
        recorder.arrived(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            dialect,
            headers(exchange),
            body);
    ResponseWriter writer = new ResponseWriter(exchange, recorder, request.number());
    try {
      if (doors.at(path).answer(request, writer)) {
        exchange.close();
      } else {
        // The only way to break a chunked answer: the server drops the connection of a handler that
        // throws.
        throw new IOException("cut by the script");
      }
    } catch (IOException broken) {
      if (writer.outcome() == Outcome.PENDING) {
        writer.ended(Outcome.BROKEN);
      }
      throw broken;
    }
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    if (bytes.length == 0) {
      return Json.object();
    }
    try {
      return Json.read(bytes);
    } catch (JsonProcessingException malformed) {
      return Json.text(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static Map<String, List<String>> headers(HttpExchange exchange) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    return headers;
  }
}
