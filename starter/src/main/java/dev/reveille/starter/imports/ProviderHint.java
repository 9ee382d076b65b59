package dev.reveille.starter.imports;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * What another program's settings say of a provider; never its key.
 *
 * @param api {@code openai} or {@code anthropic}
 */
public record ProviderHint(String api, String baseUrl) {
  private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.:/_\\[\\]-]{1,300}");

  public ProviderHint {
    requireNonNull(api, "api is null");
    requireNonNull(baseUrl, "baseUrl is null");
  }

  /** Whether it can stand in {@code reveille.yaml}; one with a password in it cannot. */
  public boolean isUsable() {
    return URL.matcher(baseUrl).matches();
  }
}
