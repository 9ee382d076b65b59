package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Words;
import java.util.List;
import java.util.Map;

/**
 * The model a job is pinned to, resolved and frozen when the job is planned.
 *
 * @param substitutes models that may answer instead, only under {@link Policy#SUBSTITUTES}
 * @param lock request parameters that must have exactly these values
 */
public record ModelPin(
    ModelRef model, Policy policy, List<ModelRef> substitutes, Map<String, JsonNode> lock) {
  /** What may answer for the pinned model. */
  public enum Policy {
    STRICT,
    SUBSTITUTES;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  public ModelPin {
    requireNonNull(model, "model is null");
    requireNonNull(policy, "policy is null");
    substitutes = List.copyOf(substitutes);
    lock = Map.copyOf(lock);
    if ((policy == Policy.SUBSTITUTES) == substitutes.isEmpty()) {
      throw new IllegalArgumentException(
          "pin.substitutes: "
              + substitutes
              + " (expected: models exactly when policy is substitutes)");
    }
  }

  public static ModelPin strict(ModelRef model) {
    return new ModelPin(model, Policy.STRICT, List.of(), Map.of());
  }
}
