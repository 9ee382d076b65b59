package dev.reveille.drill.agent;

import dev.reveille.drill.flags.FlagValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The models a session can choose from: told by flag, by {@code OPENAI_MODEL}, or by the provider.
 */
final class OfferedModels {
  private final Optional<String> told;
  private final boolean asOption;
  private final ModelClient client;

  OfferedModels(FlagValues values, Map<String, String> environment, ModelClient client) {
    told =
        values.text("model-options").or(() -> Optional.ofNullable(environment.get("OPENAI_MODEL")));
    asOption = !values.has("no-config-options");
    this.client = client;
  }

  boolean asOption() {
    return asOption;
  }

  List<String> now() throws IOException {
    if (told.isPresent()) {
      return List.of(told.get().split(","));
    }
    return client.hasBase() ? client.models() : List.of();
  }
}
