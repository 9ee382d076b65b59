package dev.reveille.agent.acp;

import com.fasterxml.jackson.databind.JsonNode;

/** The words of a prompt, whose blocks may be text, links and files. */
final class PromptText {
  private PromptText() {}

  static String of(JsonNode blocks) {
    StringBuilder words = new StringBuilder();
    for (JsonNode block : blocks) {
      String text =
          switch (block.path("type").asText()) {
            case "resource" -> block.path("resource").path("text").asText("");
            case "resource_link" -> "[" + block.path("uri").asText() + "]";
            default -> block.path("text").asText("");
          };
      words.append(words.length() == 0 || text.isEmpty() ? "" : "\n").append(text);
    }
    return words.length() == 0 ? " " : words.toString();
  }
}
