package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Words;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The model a job is pinned to, resolved and frozen when the job is planned.
 *
 * @param substitutes models that may answer instead, only under {@link Policy#SUBSTITUTES}
 * @param lock request parameters that must have exactly these values
 * @param unverified what an answer that names no model does to the run
 * @param on failures of the pinned model on which the substitutes are tried, in their order
 * @param patience how long a run waits for an overloaded provider, in boots put off and in requests
 *     held back together
 */
public record ModelPin(
    ModelRef model,
    Policy policy,
    List<ModelRef> substitutes,
    Map<String, JsonNode> lock,
    Unverified unverified,
    Set<Trouble> on,
    Duration patience) {
  /** How long a run waits for an overloaded provider where its job says nothing. */
  public static final Duration PATIENCE = Duration.ofMinutes(30);

  /** What may answer for the pinned model. */
  public enum Policy {
    STRICT,
    SUBSTITUTES;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  /** What an answer that does not say which model it came from does to a run. */
  public enum Unverified {
    FAIL,
    WARN;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  /** The classes of failure on which a substitute may be tried. */
  public enum Trouble {
    /** The provider refuses for load: 429, 503, 529, or waits beyond the job's patience. */
    OVERLOAD,
    /** The provider cannot be reached, breaks off before it answers, or answers another 5xx. */
    UNAVAILABLE,
    /** The provider does not know the model: 404. */
    NOT_FOUND;

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
    // Snapshots written before these were known lack them.
    unverified = unverified == null ? Unverified.FAIL : unverified;
    on = on == null || on.isEmpty() ? EnumSet.allOf(Trouble.class) : EnumSet.copyOf(on);
    on = Collections.unmodifiableSet(on);
    patience = patience == null ? PATIENCE : patience;
    if ((policy == Policy.SUBSTITUTES) == substitutes.isEmpty()) {
      throw new IllegalArgumentException(
          "pin.substitutes: "
              + substitutes
              + " (expected: models exactly when policy is substitutes)");
    }
  }

  /** The same pin with so much patience. */
  public ModelPin patience(Duration patience) {
    return new ModelPin(model, policy, substitutes, lock, unverified, on, patience);
  }

  public static ModelPin strict(ModelRef model) {
    return new ModelPin(
        model, Policy.STRICT, List.of(), Map.of(), Unverified.FAIL, Set.of(), PATIENCE);
  }
}
