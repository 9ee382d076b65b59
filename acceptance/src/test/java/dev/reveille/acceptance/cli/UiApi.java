package dev.reveille.acceptance.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** What Temporal's Web UI itself asks. */
record UiApi(String address) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The executions that a visibility query finds. */
  List<JsonNode> workflows(String query) throws IOException, InterruptedException {
    JsonNode page =
        get("/api/v1/namespaces/default/workflows?pageSize=1000&query=" + encoded(query));
    List<JsonNode> found = new ArrayList<>();
    page.path("executions").forEach(found::add);
    return found;
  }

  /** A schedule as it is described. */
  JsonNode schedule(String id) throws IOException, InterruptedException {
    return get("/api/v1/namespaces/default/schedules/" + encoded(id));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address + path)).build(),
                HttpResponse.BodyHandlers.ofString(UTF_8));
    if (answer.statusCode() != 200) {
      throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, UTF_8);
  }
}
