package dev.reveille.drill;

import static java.util.Objects.requireNonNull;

/**
 * A shell command that the model asks for while the conversation holds fewer than {@code rounds}
 * tool results.
 *
 * @param name the tool to ask for; empty to pick the shell among those offered
 * @param command for a named tool a JSON object is taken for its arguments as they are
 */
public record ToolAsk(String name, String command, int rounds) {
  public ToolAsk {
    requireNonNull(name, "name is null");
    requireNonNull(command, "command is null");
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds: " + rounds + " (expected: >= 1)");
    }
  }

  public static ToolAsk shell(String command) {
    return new ToolAsk("", command, 1);
  }
}
