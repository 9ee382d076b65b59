package dev.reveille.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Calls a provider as a client program would. */
final class Caller {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  Caller(DrillProvider provider) {
    base = provider.address();
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return client.send(request(path, body, headers), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> postLater(String path, String body) {
    return client.sendAsync(request(path, body), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    return client.send(with(request, headers).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path)).PUT(BodyPublishers.ofString(body)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
    return Json.read(response.body());
  }

  /** The data of each event, without the closing {@code [DONE]}. */
  static List<JsonNode> events(HttpResponse<String> response) {
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> parse(line.substring("data: ".length())))
        .toList();
  }

  private HttpRequest request(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).POST(BodyPublishers.ofString(body));
    return with(request, headers).build();
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static JsonNode parse(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("an event is no JSON: " + text, malformed);
    }
  }
}
