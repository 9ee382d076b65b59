package dev.reveille.agent.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes a line that is no message for one that nobody listens to: the SDK would read no further
 * after a server's stray word on its standard output, and wait for answers that it then never sees.
 */
final class LenientJson implements McpJsonMapper {
  private final McpJsonMapper json = new JacksonMcpJsonMapper(new ObjectMapper());

  @Override
  @SuppressWarnings("unchecked")
  public <T> T readValue(String content, TypeRef<T> type) throws IOException {
    T read;
    try {
      read = json.readValue(content, type);
    } catch (IOException noJson) {
      return (T) noise();
    }
    return read instanceof Map<?, ?> map && isMessage(map) ? read : (T) noise();
  }

  /** The SDK casts to this very class. */
  private static HashMap<String, Object> noise() {
    return new HashMap<>(Map.of("jsonrpc", "2.0", "method", "notifications/noise"));
  }

  private static boolean isMessage(Map<?, ?> map) {
    return map.containsKey("method") || map.containsKey("result") || map.containsKey("error");
  }

  @Override
  public <T> T readValue(String content, Class<T> type) throws IOException {
    return json.readValue(content, type);
  }

  @Override
  public <T> T readValue(byte[] content, Class<T> type) throws IOException {
    return json.readValue(content, type);
  }

  @Override
  public <T> T readValue(byte[] content, TypeRef<T> type) throws IOException {
    return json.readValue(content, type);
  }

  @Override
  public <T> T convertValue(Object value, Class<T> type) {
    return json.convertValue(value, type);
  }

  @Override
  public <T> T convertValue(Object value, TypeRef<T> type) {
    return json.convertValue(value, type);
  }

  @Override
  public String writeValueAsString(Object value) throws IOException {
    return json.writeValueAsString(value);
  }

  @Override
  public byte[] writeValueAsBytes(Object value) throws IOException {
    return json.writeValueAsBytes(value);
  }
}
