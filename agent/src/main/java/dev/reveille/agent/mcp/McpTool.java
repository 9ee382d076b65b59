package dev.reveille.agent.mcp;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.agent.json.Json;
import dev.reveille.agent.tools.Text;
import dev.reveille.agent.tools.Tool;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;

/**
 * A tool of an MCP server, under a name that tells whose it is.
 *
 * @param own its name at the server
 */
record McpTool(Tool.Spec spec, String own, McpSyncClient client) implements Tool {
  private static final int MAX_NAME = 64;
  private static final int MAX_DESCRIPTION = 4_000;

  static McpTool of(String server, McpSchema.Tool tool, McpSyncClient client) {
    String name = (server + "_" + tool.name()).replaceAll("[^A-Za-z0-9_-]", "_");
    McpSchema.ToolAnnotations notes = tool.annotations();
    boolean readOnly = notes != null && Boolean.TRUE.equals(notes.readOnlyHint());
    String description = tool.description() == null ? tool.name() : tool.description();
    return new McpTool(
        new Spec(
            name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name,
            readOnly ? Kind.READ : Kind.OTHER,
            Text.bounded(Text.clean(description), MAX_DESCRIPTION),
            schema(tool)),
        tool.name(),
        client);
  }

  private static JsonNode schema(McpSchema.Tool tool) {
    JsonNode schema = Json.mapper().valueToTree(tool.inputSchema());
    if (!(schema instanceof ObjectNode object)) {
      return Json.object().put("type", "object");
    }
    object.remove("$schema");
    return object;
  }

  @Override
  public String title(JsonNode arguments) {
    return name() + " " + arguments;
  }

  @Override
  public ToolResult call(JsonNode arguments) throws ToolFailure {
    Map<String, Object> values = Json.mapper().convertValue(arguments, new TypeReference<>() {});
    try {
      McpSchema.CallToolResult result =
          client.callTool(McpSchema.CallToolRequest.builder(own).arguments(values).build());
      return new ToolResult(text(result), Boolean.TRUE.equals(result.isError()));
    } catch (RuntimeException e) {
      throw new ToolFailure("the MCP server did not answer as it should: " + McpServers.reason(e));
    }
  }

  private static String text(McpSchema.CallToolResult result) {
    StringBuilder text = new StringBuilder();
    if (result.content() != null) {
      for (McpSchema.Content content : result.content()) {
        text.append(text(content)).append('\n');
      }
    }
    if (text.isEmpty() && result.structuredContent() != null) {
      text.append(Json.write(Json.mapper().valueToTree(result.structuredContent())));
    }
    return text.toString().stripTrailing();
  }

  private static String text(McpSchema.Content content) {
    if (content instanceof McpSchema.TextContent text) {
      return String.valueOf(text.text());
    }
    if (content instanceof McpSchema.EmbeddedResource embedded
        && embedded.resource() instanceof McpSchema.TextResourceContents resource) {
      return String.valueOf(resource.text());
    }
    if (content instanceof McpSchema.ResourceLink link) {
      return "[resource " + link.uri() + "]";
    }
    return "[" + content.type() + ", not shown]";
  }
}
