package dev.reveille.agent.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.reveille.agent.json.Json;
import dev.reveille.agent.settings.Settings.Context;
import dev.reveille.agent.settings.Settings.Limits;
import dev.reveille.agent.settings.Settings.Mcp;
import dev.reveille.agent.settings.Settings.Mode;
import dev.reveille.agent.settings.Settings.OpenAi;
import dev.reveille.agent.settings.Settings.Tools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads settings from YAML or JSON; all that is wrong with them is said at once. */
public final class SettingsReader {
  private static final List<String> GROUPS = List.of("files", "shell", "fetch");

  private SettingsReader() {}

  /** The settings of somebody who wrote none. */
  public static Settings defaults() throws SettingsException {
    return of(Json.object());
  }

  /**
   * Reads them.
   *
   * @throws SettingsException naming every field that is wrong, what was found, and what is
   *     expected
   */
  public static Settings read(String text) throws SettingsException {
    if (text.isBlank()) {
      return defaults();
    }
    JsonNode root;
    try {
      // Most are short JSON in a variable; loading a YAML parser for those would cost boot time.
      root =
          text.stripLeading().startsWith("{") ? jsonOrYaml(text) : new YAMLMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new SettingsException("they are neither YAML nor JSON: " + e.getOriginalMessage());
    }
    return of(root);
  }

  private static JsonNode jsonOrYaml(String text) throws JsonProcessingException {
    try {
      return Json.read(text);
    } catch (JsonProcessingException notJson) {
      return new YAMLMapper().readTree(text);
    }
  }

  private static Settings of(JsonNode root) throws SettingsException {
    Fields fields = Fields.root(root);
    Settings settings =
        new Settings(
            fields.oneOf("mode", Mode.class, Mode.AUTO),
            fields.oneOf("openai", OpenAi.class, OpenAi.CHAT),
            context(fields.inner("context")),
            tools(fields.inner("tools")),
            mcp(fields.inner("mcp")),
            fields.inner("persona").text("text"),
            fields.inner("persona").text("file"),
            limits(fields.inner("limits")));
    fields.finish();
    return settings;
  }

  private static Context context(Fields fields) {
    return new Context(
        fields.texts("files", List.of("AGENTS.md")),
        fields.texts("exclude", List.of()),
        fields.bytes("maxFileBytes", 64 << 10),
        fields.bytes("maxBytes", 256 << 10),
        fields.count("listing", 100));
  }

  private static Tools tools(Fields fields) {
    List<String> enabled = fields.texts("enabled", GROUPS);
    for (String group : enabled) {
      if (!GROUPS.contains(group)) {
        fields.problem("enabled", group, "some of " + String.join(", ", GROUPS));
      }
    }
    return new Tools(
        enabled,
        fields.bytes("outputBytes", 32 << 10),
        fields.duration("shellTimeout", Duration.ofMinutes(5)),
        fields.duration("fetchTimeout", Duration.ofSeconds(60)),
        fields.bytes("fetchBytes", 1 << 20));
  }

  private static Map<String, Mcp> mcp(Fields fields) {
    Map<String, Mcp> servers = new LinkedHashMap<>();
    for (String name : fields.names()) {
      Fields server = fields.inner(name);
      List<String> command = server.texts("command", List.of());
      String url = server.text("url");
      Map<String, String> env = server.map("env");
      Map<String, String> headers = server.map("headers");
      Duration timeout = server.duration("timeout", Duration.ofSeconds(60));
      if (!name.matches("[A-Za-z0-9_-]{1,32}")) {
        fields.problem(name, name, "a name of letters, digits, _ and -, at most 32 long");
      } else if (command.isEmpty() == (url == null)) {
        fields.problem(name, "both or neither", "either a command, such as [node, x.js], or a url");
      } else {
        servers.put(name, new Mcp(command, env, url, headers, timeout));
      }
    }
    return servers;
  }

  /** A server as the client of a session names it, in the protocol's own form. */
  public static Mcp ofClient(JsonNode server) {
    Map<String, String> env = pairs(server.path("env"));
    Map<String, String> headers = pairs(server.path("headers"));
    Duration timeout = Duration.ofSeconds(60);
    if (server.hasNonNull("url")) {
      return new Mcp(List.of(), env, server.path("url").asText(), headers, timeout);
    }
    List<String> command = new ArrayList<>();
    command.add(server.path("command").asText());
    server.path("args").forEach(word -> command.add(word.asText()));
    return new Mcp(command, env, null, headers, timeout);
  }

  private static Map<String, String> pairs(JsonNode list) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (JsonNode pair : list) {
      pairs.put(pair.path("name").asText(), pair.path("value").asText());
    }
    return pairs;
  }

  private static Limits limits(Fields fields) {
    return new Limits(
        Math.max(1, fields.count("modelCalls", 100)),
        fields.count("tokens", 2_000_000),
        fields.count("outputTokens", 0),
        fields.duration("toolTime", Duration.ofMinutes(30)),
        fields.count("historyChars", 400_000));
  }
}
