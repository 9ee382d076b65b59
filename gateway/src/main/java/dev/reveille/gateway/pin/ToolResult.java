package dev.reveille.gateway.pin;

/**
 * A tool's result as it stands in a request.
 *
 * @param failed whether the dialect says there that the tool failed
 */
public record ToolResult(String id, boolean failed) {}
