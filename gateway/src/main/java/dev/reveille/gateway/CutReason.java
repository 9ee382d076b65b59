package dev.reveille.gateway;

/** Why a call is ended that the provider would have gone on with. */
enum CutReason {
  AGENT_GONE(new Refusal(499, "agent_gone", "The agent closed the connection.")),
  AGENT_STALLED(new Refusal(499, "agent_stalled", "The agent took none of the answer any more.")),
  REVOKED(new Refusal(401, "attempt_over", "The run attempt ended while this call was under way."));

  private final Refusal refusal;

  CutReason(Refusal refusal) {
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }

  static boolean isCut(Refusal refusal) {
    for (CutReason reason : values()) {
      if (reason.refusal == refusal) {
        return true;
      }
    }
    return false;
  }
}
