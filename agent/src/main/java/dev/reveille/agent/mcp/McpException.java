package dev.reveille.agent.mcp;

/** A server that the settings name cannot be used. */
public final class McpException extends Exception {
  private static final long serialVersionUID = 1L;

  McpException(String message) {
    super(message);
  }
}
