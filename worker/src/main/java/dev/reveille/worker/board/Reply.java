package dev.reveille.worker.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reveille.domain.Json;
import java.util.Map;
import java.util.TreeMap;

/** What is answered. */
record Reply(int status, String type, byte[] body, Map<String, String> headers) {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  static Reply html(int status, String page) {
    return new Reply(status, HTML, page.getBytes(UTF_8), Map.of());
  }

  static Reply json(Object value) {
    return json(200, JSON, value);
  }

  static Reply problem(int status, String message) {
    return json(status, PROBLEM, Map.of("status", status, "detail", message));
  }

  private static Reply json(int status, String type, Object value) {
    try {
      return new Reply(status, type, Json.mapper().writeValueAsBytes(value), Map.of());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not to be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  static Reply to(String place) {
    return new Reply(303, HTML, new byte[0], Map.of("Location", place));
  }

  Reply with(String header, String value) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put(header, value);
    return new Reply(status, type, body, Map.copyOf(all));
  }
}
