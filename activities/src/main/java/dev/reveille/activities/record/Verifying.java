package dev.reveille.activities.record;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.contract.ContractJudge;
import dev.reveille.domain.contract.Work;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.CutAnswer;
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
 * Nor is its answer: the job's contract is held against what others saw of the work.
 */
final class Verifying {
  private Verifying() {}

  /**
   * @param volumes what the job's past says of the run's volume, which means nothing of an idle run
   */
  static Verdict judge(
      JobDefinition definition,
      Executed executed,
      List<ModelCall> calls,
      Work work,
      List<Finding> volumes) {
    ModelPin pin = definition.pin();
    ModelProof proof = pin == null ? null : ModelProof.of(pin, calls);
    ContractJudge.Judgement kept = ContractJudge.judge(Contract.of(definition.expect()), work);
    String stop = executed.stopReason();
    if (stop != null && !stop.equals("end_turn")) {
      return stopped(stop, proof);
    }
    List<Finding> findings = findings(proof, kept, kept.idle() ? List.of() : volumes);
    if (SessionName.kept(definition).isPresent() && isUnprocessed(executed, calls, work)) {
      return verdict(
          FailureType.SESSION_LOST,
          "The "
              + new SessionName(definition.owner(), definition.target().toString()).words()
              + " took the turn and said it was done, but asked no model and said nothing: it was"
              + " never processed.",
          findings,
          proof);
    }
    if (proof != null && proof.type() != null) {
      return verdict(proof.type(), proof.message(), findings, proof);
    }
    String cut = CutAnswer.stopReason(calls);
    if (cut != null) {
      Finding finding = cut(cut);
      findings.add(finding);
      return verdict(FailureType.EXECUTE_FAILED, finding.message(), findings, proof);
    }
    if (kept.type() != null) {
      return verdict(kept.type(), broken(kept.findings()), findings, proof);
    }
    if (!kept.idle() && volumes.stream().anyMatch(Verifying::isRed)) {
      return verdict(FailureType.VOLUME_ANOMALY, broken(volumes), findings, proof);
    }
    String message = sentence(definition, executed) + (proof == null ? "" : " " + proof.message());
    return verdict(null, message, findings, proof);
  }

  /** A session can take a prompt and lose it: then nothing at all is seen of the turn. */
  private static boolean isUnprocessed(Executed executed, List<ModelCall> calls, Work work) {
    return calls.isEmpty() && executed.outputBytes() == 0 && work.tools().calls().isEmpty();
  }

  /** The first breach, and how many more there are. */
  private static String broken(List<Finding> findings) {
    List<String> breaches =
        findings.stream().filter(Verifying::isRed).map(Finding::message).toList();
    int more = breaches.size() - 1;
    return breaches.get(0) + (more == 0 ? "" : " And " + more + " more; see the findings.");
  }

  private static Finding cut(String stop) {
    return new Finding(
        "ANSWER_CUT",
        Severity.FAIL,
        "The model's last answer was cut ("
            + stop
            + "), and the agent took it for whole; raise its output limit, or ask for less at"
            + " once.");
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

  private static boolean isRed(Finding finding) {
    return finding.severity() == Severity.FAIL;
  }

  private static List<Finding> findings(
      @Nullable ModelProof proof, ContractJudge.Judgement kept, List<Finding> volumes) {
    List<Finding> findings = new ArrayList<>(proof == null ? List.of() : proof.findings());
    findings.addAll(kept.findings());
    findings.addAll(volumes);
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
