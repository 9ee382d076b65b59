package dev.reveille.agent.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reveille.agent.settings.Settings.Mcp;
import dev.reveille.agent.tools.Http;
import dev.reveille.agent.tools.Text;
import dev.reveille.agent.tools.Tool;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The MCP servers of one session, each with its tools. */
public final class McpServers implements AutoCloseable {
  private static final int MAX_TOOLS = 256;
  private static final int MAX_PAGES = 64;
  private static final int MAX_ANSWER = 32 << 20;

  private final Path directory;
  private final @Nullable URI proxy;
  private final List<McpSyncClient> clients = new ArrayList<>();

  private McpServers(Path directory, @Nullable URI proxy) {
    this.directory = directory;
    this.proxy = proxy;
  }

  /**
   * Servers that answered.
   *
   * @param tools of all servers
   * @param counts of tools, by the server's name
   */
  public record Connected(McpServers servers, List<Tool> tools, Map<String, Integer> counts) {}

  /**
   * Starts them side by side, and waits for all.
   *
   * @param directory where servers over stdio run
   * @throws McpException naming the server that did not answer; nothing is left running then
   */
  public static Connected connect(Map<String, Mcp> wanted, Path directory, @Nullable URI proxy)
      throws McpException, InterruptedException {
    McpServers servers = new McpServers(directory, proxy);
    Map<String, CompletableFuture<List<Tool>>> coming = new LinkedHashMap<>();
    wanted.forEach(
        (name, mcp) ->
            coming.put(
                name,
                CompletableFuture.supplyAsync(
                    () -> servers.connect(name, mcp), work -> thread(work, name))));
    List<Tool> tools = new ArrayList<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Map.Entry<String, CompletableFuture<List<Tool>>> each : coming.entrySet()) {
      try {
        List<Tool> of = each.getValue().get();
        tools.addAll(of);
        counts.put(each.getKey(), of.size());
      } catch (ExecutionException e) {
        servers.close();
        throw new McpException(
            "MCP server '" + each.getKey() + "' cannot be used: " + reason(e.getCause()));
      }
    }
    return new Connected(servers, tools, counts);
  }

  static void thread(Runnable work, String name) {
    Thread thread = new Thread(work, "mcp-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private List<Tool> connect(String name, Mcp mcp) {
    McpClientTransport transport = transport(name, mcp);
    McpSyncClient client =
        McpClient.sync(transport)
            .requestTimeout(mcp.timeout())
            .initializationTimeout(mcp.timeout())
            .clientInfo(new McpSchema.Implementation("reveille-agent", "1"))
            .build();
    synchronized (clients) {
      clients.add(client);
    }
    if (transport instanceof StdioServer program) {
      // What is awaited of it then fails, and need not be waited for.
      program.ended().thenRunAsync(client::close, work -> thread(work, "ended"));
    }
    try {
      client.initialize();
    } catch (RuntimeException e) {
      if (transport instanceof StdioServer program && program.ended().isDone()) {
        throw new IllegalStateException(program.ended().join());
      }
      throw e;
    }
    List<Tool> tools = new ArrayList<>();
    String cursor = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      McpSchema.ListToolsResult listed = client.listTools(cursor);
      for (McpSchema.Tool tool : listed.tools()) {
        if (tools.size() < MAX_TOOLS) {
          tools.add(McpTool.of(name, tool, client));
        }
      }
      cursor = listed.nextCursor();
      if (cursor == null || cursor.isEmpty()) {
        break;
      }
    }
    return tools;
  }

  private McpClientTransport transport(String name, Mcp mcp) {
    String url = mcp.url();
    if (url == null) {
      return StdioServer.of(name, mcp, directory);
    }
    URI uri = URI.create(url);
    String path =
        uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/mcp" : uri.getRawPath();
    return HttpClientStreamableHttpTransport.builder(uri.resolve("/").toString())
        .endpoint(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
        .clientBuilder(Http.client(proxy))
        .jsonMapper(new JacksonMcpJsonMapper(new ObjectMapper()))
        .maxResponseSize(MAX_ANSWER)
        .httpRequestCustomizer(
            (request, method, endpoint, body, context) -> mcp.headers().forEach(request::setHeader))
        .build();
  }

  /** Ends the servers that were started; blocks for a moment at most. */
  @Override
  public void close() {
    List<McpSyncClient> all;
    synchronized (clients) {
      all = List.copyOf(clients);
    }
    for (McpSyncClient client : all) {
      thread(client::close, "closing");
    }
  }

  static String reason(@Nullable Throwable thrown) {
    Throwable cause = thrown;
    while (cause != null && cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    if (cause == null) {
      return "no reason was given";
    }
    String message = cause.getMessage();
    return Text.line(message == null ? cause.getClass().getSimpleName() : message, 400);
  }
}
