package dev.reveille.activities.record;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.Finding.Severity;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.ModelProof;
import dev.reveille.workflows.ExecuteActivity.Executed;
import dev.reveille.workflows.ModelWork;
import dev.reveille.workflows.RecordActivity.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a run whose turn ended, by how it stopped and by what the gateway saw of its model. An
 * agent's own {@code end_turn} proves nothing: some end so after every call of theirs was refused.
 * The job's contract is not judged yet, and every green run says so.
 */
final class Verifying {
  private Verifying() {}

  static Verdict judge(JobDefinition definition, Executed executed, List<ModelCall> calls) {
    ModelPin pin = definition.pin();
    ModelProof proof = pin == null ? null : ModelProof.of(pin, calls);
    String stop = executed.stopReason();
    if (stop != null && !stop.equals("end_turn")) {
      return stopped(stop, proof);
    }
    if (proof != null && proof.type() != null) {
      return verdict(proof.type(), proof.message(), proof.findings(), proof);
    }
    String message = sentence(definition, executed) + (proof == null ? "" : " " + proof.message());
    return verdict(null, message, findings(definition, proof), proof);
  }

  private static Verdict stopped(String stop, @Nullable ModelProof proof) {
    String message = "The agent stopped with " + stop + " before its turn was done.";
    if (proof == null) {
      return verdict(FailureType.EXECUTE_FAILED, message, List.of(), null);
    }
    ModelProof.Blame blame = proof.blame();
    return blame == null
        ? verdict(FailureType.EXECUTE_FAILED, message, proof.findings(), proof)
        : verdict(blame.type(), blame.message() + " " + message, proof.findings(), proof);
  }

  private static Verdict verdict(
      @Nullable FailureType type,
      String message,
      List<Finding> findings,
      @Nullable ModelProof proof) {
    return new Verdict(
        type == null ? null : type.name(),
        message,
        findings,
        proof == null ? List.of() : proof.tally().answered(),
        proof == null ? null : ModelWork.of(proof));
  }

  private static List<Finding> findings(JobDefinition definition, @Nullable ModelProof proof) {
    List<Finding> findings = new ArrayList<>(proof == null ? List.of() : proof.findings());
    if (definition.expect() != null) {
      findings.add(
          new Finding(
              "CONTRACT_NOT_CHECKED",
              Severity.INFO,
              "The job's contract (expect) was not checked: it is not yet in force."));
    }
    return findings;
  }

  private static String sentence(JobDefinition definition, Executed executed) {
    String what =
        definition.agent() == null ? "The command" : "The agent " + definition.agent().name();
    return what
        + " finished in "
        + Spoken.duration(Duration.ofMillis(executed.millis()))
        + " with "
        + Spoken.bytes(executed.outputBytes())
        + " of output.";
  }
}
