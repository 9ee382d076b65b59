package dev.reveille.gateway.pin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.settings.Provider;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pins and providers as tests need them. */
final class Pins {
  static final ModelRef MODEL = ModelRef.parse("openai/gpt-5.4");

  private Pins() {}

  static ModelPin locked(String lock) {
    Map<String, JsonNode> values = new HashMap<>();
    Json.read(lock, JsonNode.class)
        .properties()
        .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    return new ModelPin(
        MODEL,
        ModelPin.Policy.STRICT,
        List.of(),
        values,
        ModelPin.Unverified.FAIL,
        Set.of(),
        ModelPin.PATIENCE);
  }

  static ModelPin substitutes(String... models) {
    return new ModelPin(
        MODEL,
        ModelPin.Policy.SUBSTITUTES,
        List.of(models).stream().map(ModelRef::parse).toList(),
        Map.of(),
        ModelPin.Unverified.FAIL,
        Set.of(),
        ModelPin.PATIENCE);
  }

  static ModelPin warning() {
    return new ModelPin(
        MODEL,
        ModelPin.Policy.STRICT,
        List.of(),
        Map.of(),
        ModelPin.Unverified.WARN,
        Set.of(),
        ModelPin.PATIENCE);
  }

  static Provider provider(String name, Map<String, List<String>> aliases, @Nullable String via) {
    return new Provider(
        name,
        Provider.Api.OPENAI,
        URI.create("http://127.0.0.1:1"),
        null,
        Provider.Auth.KEY,
        null,
        false,
        0,
        aliases,
        via,
        Provider.Rate.UNLIMITED,
        Map.of());
  }

  static Provider openai() {
    return provider("openai", Map.of(), null);
  }
}
