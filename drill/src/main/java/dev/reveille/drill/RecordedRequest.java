package dev.reveille.drill;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived, and what became of it so far.
 *
 * @param number from 1, in order of arrival
 * @param path with its query
 * @param model the model asked for; empty when the body names none
 * @param authorization the {@code Authorization} header, else {@code x-api-key}
 * @param headers names in lower case
 * @param status the status answered; 0 as long as there is none
 */
public record RecordedRequest(
    int number,
    Instant arrived,
    String method,
    String path,
    Dialect dialect,
    String model,
    @Nullable String authorization,
    Map<String, List<String>> headers,
    JsonNode body,
    int status,
    Outcome outcome) {

  /** {@code CUT}: by the script; {@code BROKEN}: the client went away. */
  public enum Outcome {
    PENDING,
    HUNG,
    ANSWERED,
    CUT,
    BROKEN
  }

  public RecordedRequest {
    requireNonNull(arrived, "arrived is null");
    requireNonNull(method, "method is null");
    requireNonNull(path, "path is null");
    requireNonNull(dialect, "dialect is null");
    requireNonNull(model, "model is null");
    headers = Map.copyOf(headers);
    requireNonNull(body, "body is null");
    requireNonNull(outcome, "outcome is null");
  }

  RecordedRequest ended(int status, Outcome outcome) {
    return new RecordedRequest(
        number,
        arrived,
        method,
        path,
        dialect,
        model,
        authorization,
        headers,
        body,
        status,
        outcome);
  }

  JsonNode toJson() {
    ObjectNode names = Json.object();
    headers.forEach((name, values) -> names.set(name, Json.texts(values)));
    return Json.object()
        .put("number", number)
        .put("arrived", arrived.toString())
        .put("method", method)
        .put("path", path)
        .put("dialect", dialect.written())
        .put("model", model)
        .put("authorization", authorization)
        .put("status", status)
        .put("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .<ObjectNode>set("headers", names)
        .set("body", body);
  }
}
