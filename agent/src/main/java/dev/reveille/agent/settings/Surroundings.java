package dev.reveille.agent.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.agent.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent's environment says: its provider, and where its settings and its state lie.
 *
 * @param baseUrl of the provider, with its version, such as {@code http://127.0.0.1:8080/v1}
 * @param models that may be chosen; the first is the choice until another is made
 * @param parameters fields that every request to the model must have, by their names in it
 * @param persona the system prompt; null to look in the settings
 * @param proxy for what goes past the provider; null for none
 */
public record Surroundings(
    Api api,
    String baseUrl,
    String token,
    List<String> models,
    Map<String, JsonNode> parameters,
    Settings settings,
    @Nullable String persona,
    Path state,
    @Nullable URI proxy) {
  /** No child of the agent gets a variable whose name begins so. */
  public static final String PREFIX = "REVEILLE_AGENT_";

  private static final int MAX_FILE_BYTES = 1 << 20;

  /** Provider families. */
  public enum Api {
    OPENAI,
    ANTHROPIC
  }

  /**
   * Reads it.
   *
   * @throws SettingsException naming the variable that is wrong or missing
   */
  public static Surroundings of(Map<String, String> environment) throws SettingsException {
    String config = get(environment, "CONFIG", "");
    String persona = get(environment, "PERSONA", "");
    try {
      boolean inline = config.isBlank() || config.stripLeading().startsWith("{");
      return new Surroundings(
          api(get(environment, "API", "openai")),
          needed(environment, "BASE_URL").replaceAll("/+$", ""),
          get(environment, "TOKEN", "none"),
          List.of(needed(environment, "MODEL").split(",")),
          parameters(get(environment, "PARAMETERS", "{}")),
          SettingsReader.read(inline ? config : file(Path.of(config))),
          persona.isEmpty() ? null : file(Path.of(persona)),
          state(environment),
          proxy(environment));
    } catch (IOException e) {
      throw new SettingsException("its file cannot be read: " + e);
    } catch (SettingsException e) {
      throw new SettingsException(
          e.getMessage() != null && e.getMessage().startsWith(PREFIX)
              ? e.getMessage()
              : "the agent's settings (" + PREFIX + "CONFIG): " + e.getMessage());
    }
  }

  private static Api api(String word) throws SettingsException {
    return switch (word) {
      case "openai" -> Api.OPENAI;
      case "anthropic" -> Api.ANTHROPIC;
      default ->
          throw new SettingsException(PREFIX + "API: " + word + " (expected: openai or anthropic)");
    };
  }

  private static String needed(Map<String, String> environment, String name)
      throws SettingsException {
    String value = get(environment, name, "");
    if (value.isBlank()) {
      throw new SettingsException(PREFIX + name + " is not set (docs/builtin-agent.md says how)");
    }
    return value;
  }

  private static String get(Map<String, String> environment, String name, String otherwise) {
    return environment.getOrDefault(PREFIX + name, otherwise);
  }

  private static Map<String, JsonNode> parameters(String json) throws SettingsException {
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    try {
      Json.read(json)
          .properties()
          .forEach(entry -> parameters.put(entry.getKey(), entry.getValue()));
    } catch (JsonProcessingException e) {
      throw new SettingsException(PREFIX + "PARAMETERS: expected a JSON object");
    }
    return parameters;
  }

  private static String file(Path file) throws IOException, SettingsException {
    if (Files.isRegularFile(file) && Files.size(file) > MAX_FILE_BYTES) {
      throw new SettingsException(file + " is larger than a settings file can be (1 MiB)");
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static Path state(Map<String, String> environment) {
    String told = get(environment, "STATE", "");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
    return told.isEmpty() ? Path.of(home, ".local/state/reveille-agent") : Path.of(told);
  }

  private static @Nullable URI proxy(Map<String, String> environment) throws SettingsException {
    String told =
        environment.getOrDefault("HTTPS_PROXY", environment.getOrDefault("https_proxy", ""));
    try {
      return told.isBlank() ? null : URI.create(told);
    } catch (IllegalArgumentException e) {
      throw new SettingsException("HTTPS_PROXY is no URL");
    }
  }
}
