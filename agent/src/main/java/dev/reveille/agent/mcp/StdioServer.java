package dev.reveille.agent.mcp;

import dev.reveille.agent.settings.Settings.Mcp;
import dev.reveille.agent.settings.Surroundings;
import dev.reveille.agent.tools.Text;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * A server that is a program of its own, without what opens our provider. The SDK waits for the
 * answer of a program that has ended, or never began, until its time is over; this one tells.
 */
final class StdioServer extends StdioClientTransport {
  private static final int MAX_ERROR_LINES = 100;

  private final Path directory;
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private volatile String lastError = "";

  private StdioServer(ServerParameters parameters, Path directory) {
    super(parameters, new LenientJson());
    this.directory = directory;
  }

  static StdioServer of(String name, Mcp mcp, Path directory) {
    ServerParameters parameters =
        ServerParameters.builder(mcp.command().get(0))
            .args(mcp.command().subList(1, mcp.command().size()))
            .env(mcp.env())
            .build();
    StdioServer server = new StdioServer(parameters, directory);
    int[] lines = {0};
    server.setStdErrorHandler(
        line -> {
          server.lastError = Text.line(line, 300);
          if (++lines[0] <= MAX_ERROR_LINES) {
            System.err.println("mcp " + name + ": " + server.lastError);
          }
        });
    return server;
  }

  /** Completes with the reason when the program has ended, or could not be started. */
  CompletableFuture<String> ended() {
    return ended;
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return super.connect(handler)
        .doOnSuccess(started -> McpServers.thread(this::watch, "exit"))
        .doOnError(e -> ended.complete(McpServers.reason(e)));
  }

  private void watch() {
    awaitForExit();
    ended.complete("its program has ended" + (lastError.isEmpty() ? "" : ": " + lastError));
  }

  @Override
  protected ProcessBuilder getProcessBuilder() {
    ProcessBuilder builder = new ProcessBuilder();
    builder.directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith(Surroundings.PREFIX));
    return builder;
  }
}
