package dev.reveille.drill.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.json.Json;
import java.io.File;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One conversation: its folder, its chosen model, what was said so far. Used by the turn thread.
 */
final class Session {
  private final String id;
  private final File folder;
  private final List<String> models;
  private final ArrayNode messages = Json.array();
  private final AtomicInteger toolCalls = new AtomicInteger();
  private String model;

  Session(String id, File folder, List<String> models) {
    this.id = id;
    this.folder = folder;
    this.models = List.copyOf(models);
    model = models.isEmpty() ? "" : models.get(0);
    messages.add(Json.object().put("role", "system").put("content", "You are the drill agent."));
  }

  /** The conversation as another process of this agent left it. */
  void recall(ArrayNode said) {
    messages.removeAll();
    messages.addAll(said);
  }

  String id() {
    return id;
  }

  File folder() {
    return folder;
  }

  ArrayNode messages() {
    return messages;
  }

  /** Empty when there was none to choose from. */
  String model() {
    return model;
  }

  /** Returns false when the model is not among those offered. */
  boolean choose(String chosen) {
    if (!models.contains(chosen)) {
      return false;
    }
    model = chosen;
    return true;
  }

  String nextToolCall() {
    return "tool-" + toolCalls.incrementAndGet();
  }

  ArrayNode configOptions() {
    ArrayNode options = Json.array();
    models.forEach(name -> options.add(Json.object().put("value", name).put("name", name)));
    ObjectNode choice =
        Json.object()
            .put("id", "model")
            .put("name", "Model")
            .put("category", "model")
            .put("type", "select")
            .put("currentValue", model);
    return Json.array((JsonNode) choice.set("options", options));
  }
}
