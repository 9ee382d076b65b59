package dev.reveille.gateway;

import dev.reveille.domain.job.ModelPin.Trouble;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.gateway.pin.AnswerParts;
import dev.reveille.gateway.pin.AnswerProof;
import org.jspecify.annotations.Nullable;

/** What is made of a call by the way it ended. */
final class Judging {
  private Judging() {}

  /** Of an answer that the agent was given to its end. */
  static CallJudgement whole(Endpoint endpoint, int status, @Nullable AnswerProof proof) {
    if (!endpoint.asksModel()) {
      return CallJudgement.NO_WORK;
    }
    if (proof != null) {
      return proof.isError() ? CallJudgement.FAILED : proof.judgement();
    }
    return Troubles.of(status) == Trouble.OVERLOAD
        ? CallJudgement.OVERLOADED
        : CallJudgement.FAILED;
  }

  /**
   * Of a call that was broken off. An agent may hang up on the last word of an answer, since it
   * needs no more: that answer was whole.
   */
  static CallJudgement broken(@Nullable Refusal why, Evidence evidence) {
    AnswerProof proof = evidence.proof();
    AnswerParts said = evidence.parts();
    if (why == CutReason.AGENT_GONE.refusal()
        && proof != null
        && said != null
        && said.isFinished()
        && !proof.isError()
        && proof.judgement().good()) {
      return proof.judgement();
    }
    return why != null && CutReason.isCut(why) ? CallJudgement.CUT : CallJudgement.FAILED;
  }

  /** What the run log says was wrong; null for nothing. */
  static @Nullable String error(
      @Nullable Refusal why, CallJudgement judgement, @Nullable AnswerProof proof) {
    if (judgement.good()) {
      return proof != null && proof.passedUnread()
          ? "Part of the answer was too large to be read, and passed on unread."
          : null;
    }
    if (why != null) {
      return why.message();
    }
    return switch (judgement) {
      case FAILED, OVERLOADED -> "The provider answered with an error.";
      case UNVERIFIED -> "The answer does not prove which model it comes from.";
      default -> null;
    };
  }
}
