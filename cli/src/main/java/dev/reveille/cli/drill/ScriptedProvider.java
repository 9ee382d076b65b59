package dev.reveille.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.up.DrillProviders;
import dev.reveille.domain.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The provider of all drilled jobs: one program, which each incident tells what to do at its door.
 */
final class ScriptedProvider implements AutoCloseable {
  private static final String NAME = "drill";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DrillProviders process;
  private final URI address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private ScriptedProvider(DrillProviders process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Blocks for a second. */
  static ScriptedProvider start(Path folder, Console console)
      throws IOException, InterruptedException {
    DrillProviders process = DrillProviders.in(folder, console.muted());
    try {
      return new ScriptedProvider(process, process.address(NAME));
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  URI address() {
    return address;
  }

  /** The base URL of a provider that has a script of its own. */
  static String door(URI provider, String name) {
    return provider + "/at/" + name + "/v1";
  }

  /** What it does at a door from now on, in the words of the drill program's script. */
  void script(String door, Map<String, Object> words) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(address.resolve("/drill/script/" + door))
            .PUT(BodyPublishers.ofString(Json.write(words))));
  }

  /** What every call at a door was answered so far; 0 for one that still waits. */
  List<Integer> answered(String door) throws IOException, InterruptedException {
    List<Integer> all = new ArrayList<>();
    for (JsonNode request :
        Json.mapper()
            .readTree(send(HttpRequest.newBuilder(address.resolve("/drill/requests")).GET()))) {
      if (request.path("method").asText().equals("POST")
          && request.path("path").asText().startsWith("/at/" + door + "/")) {
        all.add(request.path("status").asInt());
      }
    }
    return all;
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the scripted provider answered: " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    process.close();
  }
}
