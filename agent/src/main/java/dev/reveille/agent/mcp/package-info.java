/** Tools of MCP servers, by the official SDK; read {@code McpServers} first. */
@NullMarked
package dev.reveille.agent.mcp;

import org.jspecify.annotations.NullMarked;
