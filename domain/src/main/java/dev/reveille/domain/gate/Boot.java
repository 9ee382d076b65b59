package dev.reveille.domain.gate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One boot that was tried.
 *
 * @param millis from spawn to ready, or to its end
 * @param stages how long each stage that ended took, in their order
 * @param endedIn the stage in which a boot ended that did not get ready; null where unknown
 * @param message why it did not get ready, for people; null for one that did
 */
public record Boot(
    Outcome outcome,
    long millis,
    Map<String, Long> stages,
    @Nullable String endedIn,
    @Nullable String message) {
  /** What became of it. */
  public enum Outcome {
    READY,
    /** It was not ready within its limit. */
    BOOT_TIMEOUT,
    /** The agent did not come up. */
    BOOT_FAILED,
    /** No host had a seat, or it was lost: that says nothing about the agent. */
    NOT_MADE;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  public Boot {
    requireNonNull(outcome, "outcome is null");
    stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    if (millis < 0 || stages.values().stream().anyMatch(stage -> stage < 0)) {
      throw new IllegalArgumentException("a boot of " + millis + " ms (expected: no time below 0)");
    }
  }

  public static Boot ready(long millis, Map<String, Long> stages) {
    return new Boot(Outcome.READY, millis, stages, null, null);
  }

  /** A boot that was cut at its limit. */
  public static Boot hung(long millis, Map<String, Long> stages, String in, String message) {
    return new Boot(Outcome.BOOT_TIMEOUT, millis, stages, in, message);
  }

  /** A boot that nobody made. */
  public static Boot notMade(String message) {
    return new Boot(Outcome.NOT_MADE, 0, Map.of(), null, message);
  }

  boolean isReady() {
    return outcome == Outcome.READY;
  }
}
