package dev.reveille.agent.acp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.agent.json.Json;

/** What the agent says of itself. */
final class Capabilities {
  private Capabilities() {}

  static ObjectNode answer() {
    ObjectNode answer = Json.object().put("protocolVersion", 1);
    answer
        .putObject("agentInfo")
        .put("name", "reveille-agent")
        .put("title", "Reveille's built-in agent")
        .put("version", version());
    ObjectNode can = answer.putObject("agentCapabilities").put("loadSession", true);
    can.putObject("promptCapabilities").put("embeddedContext", true);
    can.putObject("mcpCapabilities").put("http", true);
    ObjectNode sessions = can.putObject("sessionCapabilities");
    sessions.putObject("resume");
    sessions.putObject("close");
    answer.putArray("authMethods");
    return answer;
  }

  private static String version() {
    String version = Capabilities.class.getPackage().getImplementationVersion();
    return version == null ? "1" : version;
  }
}
