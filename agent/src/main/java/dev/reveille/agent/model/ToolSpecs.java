package dev.reveille.agent.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.reveille.agent.json.Json;
import dev.reveille.agent.tools.Tool;
import dev.reveille.agent.tools.ToolBox;
import java.util.List;

/** Tools as the model is told of them. */
public final class ToolSpecs {
  private ToolSpecs() {}

  public static List<ToolSpecification> of(ToolBox tools) {
    return tools.all().stream().map(tool -> of(tool.spec())).toList();
  }

  private static ToolSpecification of(Tool.Spec tool) {
    ObjectNode json = Json.object().put("name", tool.name()).put("description", tool.description());
    json.set("parameters", tool.schema());
    try {
      return ToolSpecification.fromJson(Json.write(json));
    } catch (RuntimeException strange) {
      // A server may describe its arguments by means that nobody here knows: then it says what is
      // wrong with a call by itself.
      return ToolSpecification.builder()
          .name(tool.name())
          .description(tool.description() + "\nArguments as JSON schema: " + tool.schema())
          .parameters(JsonObjectSchema.builder().additionalProperties(true).build())
          .build();
    }
  }
}
