package dev.reveille.agent.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Asks a web server. */
final class Fetch implements Tool {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final List<String> TEXTUAL =
      List.of("text/", "json", "xml", "javascript", "yaml", "csv", "x-www-form-urlencoded");

  private final Supplier<HttpClient> client;
  private final Duration timeout;
  private final int maxBytes;

  /**
   * @param client made when it is first needed
   */
  Fetch(Supplier<HttpClient> client, Duration timeout, int maxBytes) {
    this.client = client;
    this.timeout = timeout;
    this.maxBytes = maxBytes;
  }

  @Override
  public Spec spec() {
    return new Spec(
        "fetch",
        Kind.FETCH,
        "Ask a web server over HTTP. Shows the status, and of a text the first "
            + maxBytes
            + " bytes.",
        new Schema()
            .required("url", "string", "http:// or https://")
            .optional("method", "string", "GET, HEAD, POST, PUT, PATCH or DELETE; GET if missing")
            .optional("headers", "object", "request headers by name")
            .optional("body", "string", "what to send")
            .json());
  }

  @Override
  public String title(JsonNode arguments) {
    return arguments.path("method").asText("GET") + " " + arguments.path("url").asText();
  }

  @Override
  public ToolResult call(JsonNode arguments) throws ToolFailure, InterruptedException {
    HttpRequest request = request(arguments);
    try {
      HttpResponse<InputStream> response = client.get().send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return new ToolResult(text(response, body), response.statusCode() >= 400);
      }
    } catch (IOException e) {
      throw new ToolFailure(
          request.uri().getHost()
              + " could not be asked: "
              + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
              + ". A run reaches only what its job's `network` allows.");
    }
  }

  private HttpRequest request(JsonNode arguments) throws ToolFailure {
    String url = Schema.text(arguments, "url");
    String method = arguments.path("method").asText("GET").toUpperCase(Locale.ROOT);
    if (!METHODS.contains(method)) {
      throw new ToolFailure("method: " + method + " (expected: one of " + METHODS + ")");
    }
    try {
      HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url)).timeout(timeout);
      for (Map.Entry<String, JsonNode> header : arguments.path("headers").properties()) {
        builder.header(header.getKey(), header.getValue().asText());
      }
      JsonNode body = arguments.path("body");
      return builder
          .method(
              method,
              body.isTextual() ? BodyPublishers.ofString(body.asText()) : BodyPublishers.noBody())
          .build();
    } catch (IllegalArgumentException e) {
      throw new ToolFailure("no request can be made of that: " + e.getMessage());
    }
  }

  private String text(HttpResponse<InputStream> response, InputStream body) throws IOException {
    String type = response.headers().firstValue("content-type").orElse("");
    byte[] bytes = body.readNBytes(maxBytes + 1);
    boolean more = bytes.length > maxBytes;
    StringBuilder text = new StringBuilder("HTTP ").append(response.statusCode()).append('\n');
    text.append(type.isEmpty() ? "" : "content-type: " + type + "\n");
    response
        .headers()
        .firstValue("location")
        .ifPresent(place -> text.append("location: ").append(place).append('\n'));
    text.append('\n');
    if (ReadFile.isBinary(bytes)
        || (!type.isEmpty() && TEXTUAL.stream().noneMatch(type::contains))) {
      return text.append("[no text, ")
          .append(more ? "more than " + maxBytes : String.valueOf(bytes.length))
          .append(" bytes]")
          .toString();
    }
    text.append(Text.decode(more ? Arrays.copyOf(bytes, maxBytes) : bytes));
    return text.append(more ? "\n[… the rest was not read]" : "").toString();
  }
}
