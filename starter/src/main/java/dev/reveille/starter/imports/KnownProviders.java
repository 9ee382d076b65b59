package dev.reveille.starter.imports;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Providers of models whose address everybody knows, as lines for {@code reveille.yaml}. */
final class KnownProviders {
  private static final Map<String, String> URLS =
      Map.of(
          "openai", "https://api.openai.com/v1",
          "anthropic", "https://api.anthropic.com",
          "openrouter", "https://openrouter.ai/api/v1",
          "deepseek", "https://api.deepseek.com/v1",
          "groq", "https://api.groq.com/openai/v1",
          "mistral", "https://api.mistral.ai/v1",
          "xai", "https://api.x.ai/v1");

  private KnownProviders() {}

  /**
   * The provider's entry, such as {@code openai: {api: openai, …}}.
   *
   * @param hint what the other scheduler knows of it; null where it says nothing
   * @return empty where its address is unknown
   */
  static Optional<String> entry(String name, @org.jspecify.annotations.Nullable ProviderHint hint) {
    String url = hint == null ? URLS.get(name) : hint.baseUrl();
    if (url == null) {
      return Optional.empty();
    }
    String api = hint != null ? hint.api() : name.equals("anthropic") ? "anthropic" : "openai";
    String variable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_API_KEY";
    return Optional.of(
        "%s: {api: %s, baseUrl: %s, keyEnv: %s}"
            .formatted(name, api, url, variable.matches("[0-9].*") ? "KEY_" + variable : variable));
  }

  /** The same for a provider that nobody knows: its address is to be filled in. */
  static String blank(String name) {
    return "%s: {api: openai, baseUrl: https://…/v1, keyEnv: …}".formatted(name);
  }
}
