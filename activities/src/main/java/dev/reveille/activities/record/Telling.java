package dev.reveille.activities.record;

import dev.reveille.domain.alert.Cause;
import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.alert.Report;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.Trigger;
import dev.reveille.runlog.RunReader;
import dev.reveille.workflows.RecordActivity.Settle;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What of a run's end the alert inbox is told. */
final class Telling {
  /**
   * So many ends before a good one are looked at: more than one, since a run that overlapped may
   * stand between.
   */
  private static final int LOOKED_BACK = 3;

  /** Statuses by which a provider finds fault with the request, not with itself or the account. */
  private static final Set<Integer> OF_THE_REQUEST = Set.of(400, 404, 413, 422);

  private Telling() {}

  /**
   * The report, for a red run, and for a good one that follows a red one closely. An ordinary good
   * run has none: it costs one indexed read. A red run of a job that wants no alerts is reported
   * where an earlier one may have been, so that the inbox forgets the job.
   */
  static Optional<Report> of(Settle settle, RunReader reader) {
    RunOpened opened = settle.opened();
    boolean failed = settle.status() == RunStatus.FAILED;
    if (opened.trigger() == Trigger.DRILL) {
      return failed ? Optional.of(Report.drill(item(settle), settle.alerts())) : Optional.empty();
    }
    if (failed && (!settle.alerts().tellsNobody() || isAfterRed(opened, reader))) {
      FailureType verdict = FailureType.valueOf(settle.verdict());
      String cause =
          Cause.of(
              verdict,
              opened.job(),
              opened.agent(),
              opened.pinned(),
              opened.pinned() != null && providerIsDown(reader.modelCalls(opened.key())));
      return Optional.of(Report.bad(item(settle), verdict.remedy(), cause, settle.alerts()));
    }
    return settle.status() == RunStatus.SUCCEEDED && isAfterRed(opened, reader)
        ? Optional.of(Report.good(item(settle), settle.alerts()))
        : Optional.empty();
  }

  private static boolean isAfterRed(RunOpened opened, RunReader reader) {
    return reader.lastEnds(opened.job(), opened.key(), LOOKED_BACK).contains(RunStatus.FAILED);
  }

  /** Of the calls that went out, every one came to nothing for reasons of the provider's. */
  static boolean providerIsDown(List<ModelCall> calls) {
    List<ModelCall> sent = calls.stream().filter(call -> call.sent() > 0).toList();
    return !sent.isEmpty()
        && sent.stream()
            .allMatch(
                call ->
                    call.judgement() == CallJudgement.OVERLOADED
                        || (call.judgement() == CallJudgement.FAILED
                            && !OF_THE_REQUEST.contains(call.status())));
  }

  private static Notice.Item item(Settle settle) {
    RunOpened opened = settle.opened();
    return new Notice.Item(
        opened.job(),
        settle.jobName(),
        opened.due(),
        settle.verdict(),
        settle.message(),
        opened.key().workflowId(),
        opened.key().runId());
  }
}
