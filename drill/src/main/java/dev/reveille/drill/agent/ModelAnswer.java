package dev.reveille.drill.agent;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a model call brought.
 *
 * @param model the model that says it answered; empty when none was named
 */
record ModelAnswer(
    String model, String text, List<ToolRequest> tools, int inputTokens, int outputTokens) {
  ModelAnswer {
    requireNonNull(model, "model is null");
    requireNonNull(text, "text is null");
    tools = List.copyOf(tools);
  }
}
