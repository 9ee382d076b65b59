package dev.reveille.domain.slot;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;
import dev.reveille.domain.run.FailureType;

/**
 * What became of a slot, once that is known.
 *
 * @param verdict of its run; the kind's own name where there was none
 * @param message one sentence for people
 * @param runId of its run, or empty where there was none
 */
public record SlotOutcome(Kind kind, String verdict, String message, String runId) {
  /** The four ways a slot can end. */
  public enum Kind {
    /** Its run ended with a verdict. */
    RAN,
    /** Nothing was to run: overlap, or a doubled local time. */
    SKIPPED,
    PAUSED,
    /** It should have run, and did not. */
    MISSED;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  public SlotOutcome {
    requireNonNull(kind, "kind is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(message, "message is null");
    requireNonNull(runId, "runId is null");
  }

  /** What the verdict of a slot's run makes of the slot. */
  public static SlotOutcome of(String runId, String verdict, String message) {
    Kind kind =
        verdict.equals("SKIPPED")
            ? Kind.SKIPPED
            : verdict.equals(FailureType.MISSED.name()) ? Kind.MISSED : Kind.RAN;
    return new SlotOutcome(kind, verdict, message, runId);
  }

  static SlotOutcome withoutRun(Kind kind, String message) {
    return new SlotOutcome(kind, kind.name(), message, "");
  }
}
