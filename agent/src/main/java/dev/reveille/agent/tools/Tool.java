package dev.reveille.agent.tools;

import com.fasterxml.jackson.databind.JsonNode;

/** Something the model may do. */
public interface Tool {
  /** Letters, digits, {@code _} and {@code -}, at most 64: what every provider takes. */
  String name();

  String description();

  /** JSON schema of the arguments, an object. */
  JsonNode schema();

  Kind kind();

  /** Whether it changes something or leaves the workspace, so that mode {@code ask} asks first. */
  boolean asks();

  /** One line for people, of these arguments. */
  String title(JsonNode arguments);

  /**
   * Does it. Blocks; ends soon when interrupted, leaving no process behind. What it returns may be
   * hostile and of any length: the caller cleans and bounds it.
   *
   * @throws ToolFailure with a sentence for the model
   */
  ToolResult call(JsonNode arguments) throws ToolFailure, InterruptedException;

  /** The protocol's kinds. */
  enum Kind {
    READ,
    EDIT,
    SEARCH,
    EXECUTE,
    FETCH,
    OTHER
  }

  /**
   * What came of a call.
   *
   * @param failed whether the tool says of itself that it failed
   */
  record ToolResult(String text, boolean failed) {
    public static ToolResult good(String text) {
      return new ToolResult(text, false);
    }
  }

  /** The call could not be done. */
  final class ToolFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public ToolFailure(String message) {
      super(message);
    }
  }
}
