package dev.reveille.starter.imports;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers what {@code reveille.yaml} would have to say for more to be carried. For one thread. */
public final class Missing {
  private final Map<String, ProviderHint> hints;
  private final Map<String, String> providers = new TreeMap<>();
  private final Map<String, String> channels = new TreeMap<>();

  /**
   * @param hints what the other scheduler says of providers, by name
   */
  public Missing(Map<String, ProviderHint> hints) {
    this.hints = Map.copyOf(hints);
  }

  public void provider(String name) {
    @Nullable ProviderHint hint = hints.get(name);
    boolean usable = hint != null && hint.isUsable();
    providers.put(
        name,
        KnownProviders.entry(name, usable ? hint : null)
            .orElseGet(() -> KnownProviders.blank(name)));
  }

  /**
   * @param entry the whole line, such as {@code team: {kind: slack, urlEnv: SLACK_URL}}
   */
  public void channel(String name, String entry) {
    channels.put(name, entry);
  }

  /** The lines for {@code reveille.yaml}; empty where nothing is missing. */
  public String yaml() {
    return block("providers", providers) + block("alerts", channels);
  }

  private static String block(String name, Map<String, String> entries) {
    return entries.isEmpty() ? "" : name + ":\n  " + String.join("\n  ", entries.values()) + "\n";
  }
}
