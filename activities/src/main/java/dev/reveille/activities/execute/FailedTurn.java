package dev.reveille.activities.execute;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.ModelProof;
import dev.reveille.workflows.ExecuteActivity.Evidence;
import dev.reveille.workflows.ModelWork;
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

  FailureType type(FailureType reported) {
    return blame != null && reported == FailureType.EXECUTE_FAILED ? blame.type() : reported;
  }

  String message(FailureType reported, String said) {
    return blame != null && reported == FailureType.EXECUTE_FAILED
        ? blame.message() + " Then the turn failed: " + Spoken.sentence(said)
        : said;
  }
}
