package dev.reveille.cli.gateway;

import dev.reveille.domain.settings.Provider;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables that point an agent at the gateway, as agents of each dialect read them. */
final class AgentEnvironment {
  private static final List<String> ANTHROPIC_KEYS =
      List.of("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN");

  private AgentEnvironment() {}

  /**
   * @param baseUrl of the attempt, without {@code /v1}
   * @param token stands where agents want a key; the gateway puts the real one in its place
   */
  static Map<String, String> variables(Provider provider, URI baseUrl, String token, String model) {
    Map<String, String> variables = new LinkedHashMap<>();
    boolean login = provider.keyFrom() != null;
    if (provider.api() == Provider.Api.ANTHROPIC) {
      variables.put("ANTHROPIC_BASE_URL", baseUrl.toString());
      if (!login) {
        variables.put("ANTHROPIC_AUTH_TOKEN", token);
      }
      variables.put("ANTHROPIC_MODEL", model);
      // Claude Code's side calls; with a model of their own they would be refused.
      variables.put("ANTHROPIC_DEFAULT_HAIKU_MODEL", model);
    } else {
      variables.put("OPENAI_BASE_URL", baseUrl + "/v1");
      if (!login) {
        variables.put("OPENAI_API_KEY", token);
      }
      variables.put("OPENAI_MODEL", model);
    }
    return variables;
  }

  /** A program's environment with these variables, and without any provider's key. */
  static Map<String, String> with(
      Map<String, String> variables,
      Map<String, String> environment,
      Collection<Provider> providers) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    providers.stream().map(Provider::keyEnv).forEach(name -> all.remove(String.valueOf(name)));
    if (variables.containsKey("ANTHROPIC_AUTH_TOKEN")) {
      ANTHROPIC_KEYS.forEach(all::remove);
    }
    all.putAll(variables);
    return all;
  }

  /** A line for a person's shell. */
  static String export(String name, String value) {
    return "export " + name + "='" + value.replace("'", "'\\''") + "'";
  }
}
