package dev.reveille.gateway.pin;

import dev.reveille.domain.run.CallJudgement;
import org.jspecify.annotations.Nullable;

/** The answer must not be passed on, from here on or at all. */
public final class NotProven extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Violation violation;
  private final transient @Nullable String model;

  NotProven(Violation violation, @Nullable String model) {
    super(violation.code());
    this.violation = violation;
    this.model = model;
  }

  static NotProven tooLarge() {
    return new NotProven(
        new Violation(
            CallJudgement.FAILED,
            "answer_too_large",
            "The answer is larger than what the gateway may hold back to prove its model."),
        null);
  }

  public static NotProven cutShort() {
    return new NotProven(
        new Violation(
            CallJudgement.FAILED,
            "answer_cut_short",
            "The provider's compressed answer is not whole."),
        null);
  }

  /** With {@code MISMATCH}, {@code UNVERIFIED} or {@code FAILED}. */
  public Violation violation() {
    return violation;
  }

  /** The model that answered in the pin's place; null when it is not that. */
  public @Nullable String model() {
    return model;
  }
}
