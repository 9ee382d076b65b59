package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A model of a provider, written {@code provider/model} and split at the first slash, since model
 * ids of gateways contain slashes themselves.
 */
public record ModelRef(String provider, String model) {
  public ModelRef {
    requireNonNull(provider, "provider is null");
    requireNonNull(model, "model is null");
    if (provider.isBlank() || model.isBlank()) {
      throw new IllegalArgumentException(
          "model: '" + provider + "/" + model + "' (expected: provider/model)");
    }
  }

  /**
   * Reads {@code provider/model}.
   *
   * @throws IllegalArgumentException when there is no slash or a side is empty
   */
  @JsonCreator
  public static ModelRef parse(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0 || slash == text.length() - 1) {
      throw new IllegalArgumentException(
          "model: '" + text + "' (expected: provider/model, such as openai/gpt-5.4-nano)");
    }
    return new ModelRef(text.substring(0, slash), text.substring(slash + 1));
  }

  @JsonValue
  @Override
  public String toString() {
    return provider + "/" + model;
  }
}
