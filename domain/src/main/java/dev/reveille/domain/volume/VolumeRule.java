package dev.reveille.domain.volume;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of a job's {@code expect.volume}. What is null is not asked for; a side without a ratio is
 * judged by what the past shows to be usual.
 *
 * @param minRatio least share of the usual amount, from the first good run on
 * @param maxRatio most times the usual amount
 * @param min least amount, whatever the past: bytes, milliseconds, or a count
 * @param policy what becomes of a run that is too small, or beyond a bound that the job names
 * @param since earlier runs are no past: the job changed in a way that its definition does not show
 */
public record VolumeRule(
    Measure of,
    @Nullable Double minRatio,
    @Nullable Double maxRatio,
    @Nullable Long min,
    @Nullable Long max,
    Policy policy,
    @Nullable Instant since) {
  /** What an anomaly does to its run. */
  public enum Policy {
    FAIL,
    WARN;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  public VolumeRule {
    requireNonNull(of, "of is null");
    policy = policy == null ? Policy.FAIL : policy;
  }

  /**
   * Reads them from an {@code expect} that was validated before; one or a list of them, or none.
   *
   * @throws IllegalArgumentException when it is of another form
   */
  public static List<VolumeRule> of(@Nullable JsonNode expect) {
    JsonNode written = expect == null ? null : expect.get("volume");
    if (written == null || written.isNull()) {
      return List.of();
    }
    List<VolumeRule> rules = new ArrayList<>();
    for (JsonNode each : written.isArray() ? written : List.of(written)) {
      rules.add(read(each));
    }
    return rules;
  }

  private static VolumeRule read(JsonNode rule) {
    try {
      return Json.mapper().treeToValue(rule, VolumeRule.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "expect.volume cannot be read: " + e.getOriginalMessage(), e);
    }
  }
}
