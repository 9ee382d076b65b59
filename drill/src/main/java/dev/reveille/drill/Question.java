package dev.reveille.drill;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a call holds that decides about its answer.
 *
 * @param toolResults results of tools that the conversation holds so far
 */
record Question(
    String model, boolean stream, boolean streamUsage, List<OfferedTool> tools, int toolResults) {
  Question {
    requireNonNull(model, "model is null");
    tools = List.copyOf(tools);
  }
}
