package dev.reveille.starter;

import dev.reveille.domain.run.FailureType;

/** A run is red: its {@link #type} says why, in a form that programs can decide by. */
public final class RunFailed extends RunUnsuccessful {
  private static final long serialVersionUID = 1L;

  private final FailureType type;

  RunFailed(RunResult result) {
    super(result);
    this.type = typeOf(result.verdict());
  }

  private static FailureType typeOf(String verdict) {
    for (FailureType known : FailureType.values()) {
      if (known.name().equals(verdict)) {
        return known;
      }
    }
    return FailureType.INTERNAL;
  }

  /**
   * The class of the failure; {@link FailureType#INTERNAL} for one of a worker that is newer than
   * this client, whose own word is the result's verdict.
   */
  public FailureType type() {
    return type;
  }

  /** What such a failure is, in one sentence; the message says what happened this time. */
  public String sentence() {
    return type.sentence();
  }

  /** What a person can do next. */
  public String remedy() {
    return type.remedy();
  }
}
