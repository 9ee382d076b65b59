package dev.reveille.activities.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.settings.Provider;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An agent known by name. The settings are those under which each was run against a gateway, in
 * isolation, with the default version named here.
 */
public enum KnownAgent {
  CODEX(
      "@agentclientprotocol/codex-acp",
      "2.6.0",
      "codex-acp",
      20,
      new LoginFile(
          "CODEX_HOME", ".codex", "auth.json", "codex login", List.of("auth.openai.com:443"))) {
    @Override
    Map<String, String> settings(Pinned pinned) {
      ObjectNode config = Json.mapper().createObjectNode();
      config.put("model", pinned.model()).put("model_provider", PROVIDER);
      ObjectNode provider =
          config
              .putObject("model_providers")
              .putObject(PROVIDER)
              .put("name", PROVIDER)
              .put("base_url", pinned.gateway() + "/v1")
              .put("wire_api", "responses");
      if (pinned.effort() != null) {
        config.put("model_reasoning_effort", pinned.effort());
      }
      if (pinned.ownLogin()) {
        provider.put("requires_openai_auth", true);
      } else {
        provider.put("env_key", "REVEILLE_TOKEN");
      }
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
  CLAUDE(
      "@agentclientprotocol/claude-agent-acp",
      "0.100.0",
      "claude-agent-acp",
      20,
      new LoginFile(
          "CLAUDE_CONFIG_DIR",
          ".claude",
          ".credentials.json",
          "claude",
          List.of("platform.claude.com:443", "console.anthropic.com:443"))) {
    @Override
    Map<String, String> settings(Pinned pinned) {
      Map<String, String> settings = new HashMap<>();
      if (!pinned.ownLogin()) {
        settings.put("ANTHROPIC_AUTH_TOKEN", pinned.token());
      }
      settings.put("ANTHROPIC_BASE_URL", pinned.gateway());
      settings.put("ANTHROPIC_MODEL", pinned.model());
      // Without it a model with an alias is offered under the alias alone.
      settings.put("ANTHROPIC_CUSTOM_MODEL_OPTION", pinned.model());
      settings.put("ANTHROPIC_DEFAULT_HAIKU_MODEL", pinned.model());
      settings.put("CLAUDE_CODE_SUBAGENT_MODEL", pinned.model());
      settings.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
      settings.put("DISABLE_TELEMETRY", "1");
      settings.put("DISABLE_ERROR_REPORTING", "1");
      settings.put("DISABLE_AUTOUPDATER", "1");
      settings.put("IS_SANDBOX", "1");
      return settings;
    }
  },
  OPENCODE(
      "opencode-ai",
      "1.18.33",
      "opencode",
      0,
      new LoginFile(
          "XDG_DATA_HOME",
          ".local/share",
          "opencode/auth.json",
          "opencode auth login",
          List.of("auth.openai.com:443", "console.anthropic.com:443"))) {
    @Override
    Map<String, String> settings(Pinned pinned) {
      ObjectNode config = Json.mapper().createObjectNode();
      // Its logins are kept under the names of its own providers, which then speak their dialect.
      String name = pinned.ownLogin() ? pinned.api().word() : PROVIDER;
      String model = name + "/" + pinned.model();
      config.put("model", model).put("small_model", model);
      config.put("autoupdate", false).put("share", "disabled");
      ObjectNode provider = config.putObject("provider").putObject(name);
      ObjectNode options = provider.putObject("options").put("baseURL", pinned.gateway() + "/v1");
      if (!pinned.ownLogin()) {
        provider.put("npm", "@ai-sdk/openai-compatible").put("name", name);
        options.put("apiKey", pinned.token());
      }
      provider.putObject("models").putObject(pinned.model()).put("name", pinned.model());
      return Map.of(
          "OPENCODE_CONFIG_CONTENT", config.toString(),
          "OPENCODE_DISABLE_AUTOUPDATE", "1",
          "OPENCODE_DISABLE_MODELS_FETCH", "1",
          "OPENCODE_DISABLE_LSP_DOWNLOAD", "1");
    }

    @Override
    List<String> command(List<String> program, Pinned pinned) {
      return Stream.concat(program.stream(), Stream.of("acp")).toList();
    }
  },
  OPENCLAW("openclaw", "2026.9.6", "openclaw", 24, null) {
    @Override
    Map<String, String> settings(Pinned pinned) {
      return OpenClaw.settings(pinned);
    }

    @Override
    List<String> command(List<String> program, Pinned pinned) {
      return OpenClaw.exec(program, pinned);
    }
  },
  /** The same program through its own gateway, which it starts in the run. */
  OPENCLAW_ACP("openclaw", "2026.9.6", "openclaw", 24, null) {
    @Override
    Map<String, String> settings(Pinned pinned) {
      return OpenClaw.settings(pinned);
    }

    @Override
    List<String> command(List<String> program, Pinned pinned) {
      return OpenClaw.acp(program);
    }

    @Override
    public String folder() {
      return OPENCLAW.folder();
    }
  };

  static final String PROVIDER = "reveille";

  private final String npmPackage;
  private final String defaultVersion;
  private final String bin;
  private final int minNode;
  private final @Nullable LoginFile login;

  KnownAgent(
      String npmPackage,
      String defaultVersion,
      String bin,
      int minNode,
      @Nullable LoginFile login) {
    this.npmPackage = npmPackage;
    this.defaultVersion = defaultVersion;
    this.bin = bin;
    this.minNode = minNode;
    this.login = login;
  }

  /**
   * What the agent is pointed at.
   *
   * @param gateway base URL of the attempt and provider, as the agent sees it, without {@code /v1}
   * @param api the provider's dialect
   * @param ownLogin whether the agent shows its own login instead of the token
   * @param effort the reasoning effort that the job locks; null where it locks none
   */
  public record Pinned(
      String gateway,
      String token,
      String model,
      Provider.Api api,
      boolean ownLogin,
      @Nullable String effort) {}

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
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
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

  /** Where it keeps a login of its own; empty where that is no file that can be lent to a run. */
  public Optional<LoginFile> login() {
    return Optional.ofNullable(login);
  }

  /** Under which its versions lie; agents that are one program share it. */
  public String folder() {
    return word();
  }

  /**
   * What is started.
   *
   * @param program the installed program, after the node that runs it where it needs one
   */
  List<String> command(List<String> program, Pinned pinned) {
    return program;
  }
}
