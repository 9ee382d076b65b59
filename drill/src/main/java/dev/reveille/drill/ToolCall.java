package dev.reveille.drill;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/** A tool that the model asks for, with its arguments as the tool's schema wants them. */
record ToolCall(OfferedTool tool, JsonNode arguments) {
  ToolCall {
    requireNonNull(tool, "tool is null");
    requireNonNull(arguments, "arguments is null");
  }
}
