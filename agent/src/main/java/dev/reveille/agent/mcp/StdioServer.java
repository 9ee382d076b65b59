package dev.reveille.agent.mcp;

import dev.reveille.agent.settings.Settings.Mcp;
import dev.reveille.agent.settings.Surroundings;
import dev.reveille.agent.tools.Text;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import java.nio.file.Path;

/** A server that is a program of its own, without what opens our provider. */
final class StdioServer extends StdioClientTransport {
  private static final int MAX_ERROR_LINES = 100;

  private final Path directory;

  private StdioServer(ServerParameters parameters, Path directory, McpJsonMapper json) {
    super(parameters, json);
    this.directory = directory;
  }

  static StdioServer of(String name, Mcp mcp, Path directory, McpJsonMapper json) {
    ServerParameters parameters =
        ServerParameters.builder(mcp.command().get(0))
            .args(mcp.command().subList(1, mcp.command().size()))
            .env(mcp.env())
            .build();
    StdioServer server = new StdioServer(parameters, directory, json);
    int[] lines = {0};
    server.setStdErrorHandler(
        line -> {
          if (++lines[0] <= MAX_ERROR_LINES) {
            System.err.println("mcp " + name + ": " + Text.line(line, 500));
          }
        });
    return server;
  }

  @Override
  protected ProcessBuilder getProcessBuilder() {
    ProcessBuilder builder = new ProcessBuilder();
    builder.directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith(Surroundings.PREFIX));
    return builder;
  }
}
