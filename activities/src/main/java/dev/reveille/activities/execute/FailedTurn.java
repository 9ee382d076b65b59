package dev.reveille.activities.execute;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.ModelProof;
import dev.reveille.workflows.ExecuteActivity.Evidence;
import dev.reveille.workflows.ModelWork;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway saw of a turn that failed. Agents turn a refused call into any error of their
 * own; the run is named by the cause.
 */
record FailedTurn(ModelProof.@Nullable Blame blame, Evidence evidence) {
  static final FailedTurn WITHOUT_MODEL = new FailedTurn(null, Evidence.NONE);

  static FailedTurn of(ModelProof proof) {
    return new FailedTurn(
        proof.blame(),
        new Evidence(proof.findings(), proof.tally().answered(), ModelWork.of(proof)));
  }

  /**
   * Whether an overloaded provider is why the turn was not over within its limit: it held the agent
   * up at the end, for more than a tenth of the time.
   */
  boolean heldUp(Duration limit) {
    return blame != null
        && blame.type() == FailureType.PROVIDER_OVERLOAD
        && blame.held().compareTo(limit.dividedBy(10)) > 0;
  }

  String messageOfLimit(Duration limit) {
    return blame != null && heldUp(limit)
        ? blame.message()
            + " The agent's limit of "
            + Spoken.duration(limit)
            + " (execute.timeout) ended the turn meanwhile."
        : "The agent was still at work after "
            + Spoken.duration(limit)
            + ", its limit, and was ended.";
  }

  FailureType type(FailureType reported) {
    return blame != null && reported == FailureType.EXECUTE_FAILED ? blame.type() : reported;
  }

  String message(FailureType reported, String said) {
    return blame != null && reported == FailureType.EXECUTE_FAILED
        ? blame.message() + " Then the turn failed: " + Spoken.sentence(said)
        : said;
  }
}
