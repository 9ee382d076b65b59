package dev.reveille.activities.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An agent known by name. The settings are those under which each was run against a gateway, in
 * isolation, with the default version named here.
 */
public enum KnownAgent {
  CODEX("@agentclientprotocol/codex-acp", "2.6.0", "codex-acp", 20) {
    @Override
    Map<String, String> settings(Pinned pinned) {
      ObjectNode config = Json.mapper().createObjectNode();
      config.put("model", pinned.model()).put("model_provider", PROVIDER);
      config
          .putObject("model_providers")
          .putObject(PROVIDER)
          .put("name", PROVIDER)
          .put("base_url", pinned.gateway() + "/v1")
          .put("wire_api", "responses")
          .put("env_key", "REVEILLE_TOKEN");
      return Map.of(
          "NO_BROWSER",
          "1",
          "MODEL_PROVIDER",
          PROVIDER,
          // The run's own isolation is the sandbox; Codex' inner one cannot be nested in it.
          "INITIAL_AGENT_MODE",
          "agent-full-access",
          "REVEILLE_TOKEN",
          pinned.token(),
          "CODEX_CONFIG",
          config.toString());
    }
  },
  CLAUDE("@agentclientprotocol/claude-agent-acp", "0.100.0", "claude-agent-acp", 20) {
    @Override
    Map<String, String> settings(Pinned pinned) {
      return Map.ofEntries(
          Map.entry("ANTHROPIC_BASE_URL", pinned.gateway()),
          Map.entry("ANTHROPIC_AUTH_TOKEN", pinned.token()),
          Map.entry("ANTHROPIC_MODEL", pinned.model()),
          // Without it a model with an alias is offered under the alias alone.
          Map.entry("ANTHROPIC_CUSTOM_MODEL_OPTION", pinned.model()),
          Map.entry("ANTHROPIC_DEFAULT_HAIKU_MODEL", pinned.model()),
          Map.entry("CLAUDE_CODE_SUBAGENT_MODEL", pinned.model()),
          Map.entry("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1"),
          Map.entry("DISABLE_TELEMETRY", "1"),
          Map.entry("DISABLE_ERROR_REPORTING", "1"),
          Map.entry("DISABLE_AUTOUPDATER", "1"),
          Map.entry("IS_SANDBOX", "1"));
    }
  },
  OPENCODE("opencode-ai", "1.18.33", "opencode", 0) {
    @Override
    Map<String, String> settings(Pinned pinned) {
      ObjectNode config = Json.mapper().createObjectNode();
      String model = PROVIDER + "/" + pinned.model();
      config.put("model", model).put("small_model", model);
      config.put("autoupdate", false).put("share", "disabled");
      ObjectNode provider = config.putObject("provider").putObject(PROVIDER);
      provider.put("npm", "@ai-sdk/openai-compatible").put("name", PROVIDER);
      provider
          .putObject("options")
          .put("baseURL", pinned.gateway() + "/v1")
          .put("apiKey", pinned.token());
      provider.putObject("models").putObject(pinned.model()).put("name", pinned.model());
      return Map.of(
          "OPENCODE_CONFIG_CONTENT", config.toString(),
          "OPENCODE_DISABLE_AUTOUPDATE", "1",
          "OPENCODE_DISABLE_MODELS_FETCH", "1",
          "OPENCODE_DISABLE_LSP_DOWNLOAD", "1");
    }
  };

  private static final String PROVIDER = "reveille";

  private final String npmPackage;
  private final String defaultVersion;
  private final String bin;
  private final int minNode;

  KnownAgent(String npmPackage, String defaultVersion, String bin, int minNode) {
    this.npmPackage = npmPackage;
    this.defaultVersion = defaultVersion;
    this.bin = bin;
    this.minNode = minNode;
  }

  /** What the agent is pointed at. The gateway is as the agent sees it. */
  record Pinned(String gateway, String token, String model) {}

  /** Its environment: the settings that pin the model and keep it from going anywhere else. */
  abstract Map<String, String> settings(Pinned pinned);

  /** The agent of that name, if this version of Reveille can run it. */
  public static Optional<KnownAgent> named(String name) {
    for (KnownAgent agent : values()) {
      if (agent.word().equals(name)) {
        return Optional.of(agent);
      }
    }
    return Optional.empty();
  }

  /** The name in job files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String npmPackage() {
    return npmPackage;
  }

  /** The version that is installed and started where nobody names another. */
  public String defaultVersion() {
    return defaultVersion;
  }

  /** The program's name in the package. */
  public String bin() {
    return bin;
  }

  /** Lowest major version of Node it runs on; 0 for a program that needs no Node. */
  public int minNode() {
    return minNode;
  }

  /** Arguments that make it speak ACP. */
  List<String> arguments() {
    return this == OPENCODE ? List.of("acp") : List.of();
  }
}
