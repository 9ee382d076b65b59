package dev.reveille.activities.record;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.Finding.Severity;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.workflows.ExecuteActivity.Executed;
import dev.reveille.workflows.RecordActivity.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Judges a run whose turn ended. It knows how the turn stopped and which calls the gateway passed
 * on; it does not yet judge the answered model or the job's contract, and every green run says so.
 */
final class Verifying {
  private Verifying() {}

  static Verdict judge(JobDefinition definition, Executed executed, List<ModelCall> calls) {
    List<String> answered =
        calls.stream().map(ModelCall::answered).filter(Objects::nonNull).distinct().toList();
    String stop = executed.stopReason();
    if (stop != null && !stop.equals("end_turn")) {
      String message = "The agent stopped with " + stop + " before its turn was done.";
      return new Verdict(FailureType.EXECUTE_FAILED.name(), message, List.of(), answered);
    }
    return new Verdict(null, sentence(definition, executed), findings(definition, calls), answered);
  }

  private static List<Finding> findings(JobDefinition definition, List<ModelCall> calls) {
    List<Finding> findings = new ArrayList<>();
    if (definition.pin() != null) {
      findings.add(
          new Finding(
              "MODEL_NOT_CHECKED",
              Severity.INFO,
              "Model not checked: the answered model is recorded, but not yet held against the pin "
                  + definition.pin().model()
                  + "."));
      if (calls.stream().noneMatch(call -> !call.refused() && call.status() / 100 == 2)) {
        findings.add(
            new Finding(
                "NO_MODEL_CALL",
                Severity.WARN,
                "The gateway passed on no model call that was answered: nothing shows that the model"
                    + " was asked."));
      }
    }
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
