package dev.reveille.agent.tools;

import com.fasterxml.jackson.databind.JsonNode;

/** Something the model may do. */
public interface Tool {
  /** What the model is told of it; always the same. */
  Spec spec();

  default String name() {
    return spec().name();
  }

  /** One line for people, of these arguments. */
  String title(JsonNode arguments);

  /**
   * Does it. Blocks; ends soon when interrupted, leaving no process behind. What it returns may be
   * hostile and of any length: the caller cleans and bounds it.
   *
   * @throws ToolFailure with a sentence for the model
   */
  ToolResult call(JsonNode arguments) throws ToolFailure, InterruptedException;

  /**
   * A tool as it is told of.
   *
   * @param name letters, digits, {@code _} and {@code -}, at most 64: what every provider takes
   * @param schema JSON schema of the arguments, an object
   */
  record Spec(String name, Kind kind, String description, JsonNode schema) {}

  /** The protocol's kinds. */
  enum Kind {
    READ(false),
    EDIT(true),
    SEARCH(false),
    EXECUTE(true),
    FETCH(true),
    OTHER(true);

    private final boolean asks;

    Kind(boolean asks) {
      this.asks = asks;
    }

    /** Whether it may change something or leave the workspace, so that mode {@code ask} asks. */
    public boolean asks() {
      return asks;
    }
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
