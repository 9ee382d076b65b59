package dev.reveille.drill.agent;

import static java.util.Objects.requireNonNull;

/**
 * A tool call that the model asks for.
 *
 * @param arguments JSON text, as the model wrote it
 */
record ToolRequest(String id, String name, String arguments) {
  ToolRequest {
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    requireNonNull(arguments, "arguments is null");
  }
}
