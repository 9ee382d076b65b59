package dev.reveille.activities.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.run.Testimony;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON document that OpenClaw writes in place of an answer: that of {@code agent exec
 * --json}, or that of {@code agent --json}, which alone tells what model was read in the answers.
 *
 * @param text the answer
 * @param error why there is none; null where OpenClaw is content
 */
record Envelope(String text, @Nullable String error, Testimony testimony) {

  private static final int NAME_CHARS = 200;

  /** Reads all that a program wrote; empty where that is no such document, or not whole. */
  static Optional<Envelope> read(String output) {
    try {
      JsonNode root = Json.mapper().readTree(output.strip());
      return root != null && root.path("payloads").isArray()
          ? Optional.of(of(root))
          : Optional.empty();
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static Envelope of(JsonNode root) {
    JsonNode meta = root.path("meta");
    JsonNode agent = meta.path("agentMeta");
    JsonNode receipt = agent.path("terminalReceipt");
    JsonNode stats = root.has("assistantTurns") || root.has("status") ? root : agent;
    JsonNode tools = root.has("toolSummary") ? root.path("toolSummary") : meta.path("toolSummary");
    String error = text(root.path("error").path("message"));
    Testimony testimony =
        new Testimony(
            name(root.path("status")),
            name(stats.path("provider")),
            name(stats.path("model")),
            name(receipt.path("effective").path("responseModel")),
            receipt.path("rerouted").isBoolean() ? receipt.path("rerouted").booleanValue() : null,
            number(stats.path("assistantTurns")),
            number(tools.path("calls")),
            count(stats.path("usage").path("input")),
            count(stats.path("usage").path("output")));
    return new Envelope(answer(root), error, testimony);
  }

  private static String answer(JsonNode root) {
    String last = text(root.path("final"));
    if (last != null) {
      return last;
    }
    StringBuilder all = new StringBuilder();
    for (JsonNode payload : root.path("payloads")) {
      String text = text(payload.path("text"));
      if (text != null) {
        all.append(all.length() == 0 ? "" : "\n\n").append(text);
      }
    }
    return all.toString();
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }

  private static @Nullable String name(JsonNode node) {
    String name = text(node);
    return name == null || name.length() <= NAME_CHARS ? name : name.substring(0, NAME_CHARS) + "…";
  }

  private static @Nullable Integer number(JsonNode node) {
    return node.isInt() ? node.intValue() : null;
  }

  private static @Nullable Long count(JsonNode node) {
    return node.isIntegralNumber() ? node.longValue() : null;
  }
}
