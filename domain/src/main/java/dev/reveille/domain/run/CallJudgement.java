package dev.reveille.domain.run;

/** What the gateway made of one call of an agent; the name is its form in the run log. */
public enum CallJudgement {
  /** Under way: nothing is proven yet. */
  PENDING,
  /** Answered whole, and every part of the answer came from the pinned model. */
  PINNED,
  /** Answered whole by a substitute that the job declares. */
  SUBSTITUTED,
  /** Another model answered; the agent was not given its words. */
  MISMATCH,
  /** The answer does not say which model it came from. */
  UNVERIFIED,
  /** Refused: it asked for another model than the pin. */
  OTHER_MODEL,
  /** Refused: it asked with another value for a locked parameter. */
  LOCKED_PARAMETER,
  /** Refused: it invited the provider to route the call elsewhere. */
  INVITES_SUBSTITUTE,
  /** Refused for a reason that has nothing to do with the pin, such as its path or its size. */
  REFUSED,
  /** The provider was overloaded, and stayed so for as long as the gateway could wait. */
  OVERLOADED,
  /** The provider answered with an error, or broke off. */
  FAILED,
  /** The agent went away, or its attempt ended. */
  CUT,
  /** It makes no model work, such as a list of models. */
  NO_WORK;

  /** Whether the gateway itself refused the call, so that nothing reached the provider. */
  public boolean refused() {
    return switch (this) {
      case OTHER_MODEL, LOCKED_PARAMETER, INVITES_SUBSTITUTE, REFUSED -> true;
      default -> false;
    };
  }

  /** Whether the call was refused because it does not keep to the pin. */
  public boolean violatesPin() {
    return refused() && this != REFUSED;
  }

  /** Whether a model that the job allows did the work asked for. */
  public boolean good() {
    return this == PINNED || this == SUBSTITUTED;
  }
}
