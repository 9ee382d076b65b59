package dev.reveille.gateway.pin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, as far as the pin is concerned.
 *
 * @param model null when it names none, or none that is text
 * @param modelTwice it names a model more than once, also in another case; providers differ in
 *     which they take
 * @param modelAt where the model's JSON text stands in the body; null without a model
 * @param tools how many tools it offers
 * @param locked the values it gives the locked roots; several where it names one more than once
 * @param inviting the first field that lets the provider choose another model; null for none
 * @param results the tool results it brings back
 */
public record AskedRequest(
    @Nullable String model,
    boolean modelTwice,
    @Nullable Place modelAt,
    int tools,
    Map<String, List<JsonNode>> locked,
    @Nullable String inviting,
    List<ToolResult> results) {

  /** Bytes from {@code start} to before {@code end}. */
  public record Place(int start, int end) {}
}
