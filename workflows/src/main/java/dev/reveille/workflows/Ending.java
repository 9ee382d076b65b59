package dev.reveille.workflows;

import dev.reveille.domain.Json;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.ExecuteActivity.Executed;
import dev.reveille.workflows.JobRun.FailureDetails;
import dev.reveille.workflows.JobRun.Result;
import dev.reveille.workflows.RecordActivity.Settle;
import dev.reveille.workflows.RecordActivity.Told;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Closes a run: its search attributes, its record, and the workflow itself. */
final class Ending {
  private static final int DETAIL_BYTES = 2 * 1024;
  private static final int ANSWERED = 10;
  private static final String CANCEL_IN_SETTLE = "cancel-in-settle";
  private static final int ATTRIBUTE_CHARS = 200;

  private final RunOpened opened;
  private final JobDefinition definition;
  private final Progress progress;
  private final Recorder recorder;

  Ending(RunOpened opened, JobDefinition definition, Progress progress, Recorder recorder) {
    this.opened = opened;
    this.definition = definition;
    this.progress = progress;
    this.recorder = recorder;
  }

  /** Returns for a green or skipped run; throws what closes the workflow as failed or canceled. */
  Result close(End end) {
    if (end.status() == RunStatus.CANCELLED) {
      noteCancel(end);
    }
    RunSettled settled =
        recorder.settle(
            new Settle(
                opened,
                end.status(),
                end.verdict(),
                end.message(),
                end.findings(),
                progress.bootAttempts(),
                progress.executeAttempts(),
                definition.name(),
                definition.alerts(),
                new Told(definition.deliver(), definition.ping())));
    if (end.status() != RunStatus.CANCELLED && cancelledMeanwhile()) {
      return close(End.cancelled(CancellationScope.current().getCancellationReason()));
    }
    index(settled == null ? end.verdict() : settled.verdict(), answered(end));
    if (end.status() == RunStatus.CANCELLED) {
      throw new CanceledFailure(end.message());
    }
    if (end.status() == RunStatus.FAILED) {
      throw failure(end);
    }
    return result(end);
  }

  /** The server closes such a run as canceled, so its record must not say otherwise. */
  private static boolean cancelledMeanwhile() {
    return CancellationScope.current().isCancelRequested()
        && Workflow.getVersion(CANCEL_IN_SETTLE, Workflow.DEFAULT_VERSION, 1) == 1;
  }

  private void index(String verdict, List<String> answered) {
    List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
    updates.add(Attributes.VERDICT.valueSet(verdict));
    if (!answered.isEmpty()) {
      updates.add(Attributes.ANSWERED.valueSet(answered));
    }
    Booted booted = progress.booted();
    if (booted != null) {
      updates.add(Attributes.BOOT_MILLIS.valueSet(booted.millis()));
    }
    Workflow.upsertTypedSearchAttributes(updates.toArray(SearchAttributeUpdate<?>[]::new));
  }

  private void noteCancel(End end) {
    RunEvent cancelled =
        new RunEvent(
            RunTimes.now(),
            EventType.CANCELLED,
            progress.bootAttempts(),
            "",
            null,
            Map.of("message", Json.mapper().valueToTree(end.message())));
    Workflow.newDetachedCancellationScope(() -> recorder.note(List.of(cancelled))).run();
  }

  private TemporalFailure failure(End end) {
    String remedy = FailureType.valueOf(end.verdict()).remedy();
    ApplicationFailure.Builder failure =
        ApplicationFailure.newBuilder()
            .setType(end.verdict())
            .setMessage(Spoken.sentence(end.message()) + " " + remedy)
            .setNonRetryable(true)
            .setDetails(details(end));
    if (end.bug() != null) {
      failure.setCause(end.bug());
    }
    return failure.build();
  }

  /** As many findings, then as many models, as there is room for. */
  private FailureDetails details(End end) {
    List<Finding> findings = new ArrayList<>(end.findings());
    List<String> answered = new ArrayList<>(answered(end));
    FailureDetails details = details(end, answered, findings);
    while (size(details) > DETAIL_BYTES && !(findings.isEmpty() && answered.isEmpty())) {
      List<?> shorter = findings.isEmpty() ? answered : findings;
      shorter.remove(shorter.size() - 1);
      details = details(end, answered, findings);
    }
    return details;
  }

  private FailureDetails details(End end, List<String> answered, List<Finding> findings) {
    Booted booted = progress.booted();
    Executed executed = progress.executed();
    return new FailureDetails(
        opened.due(),
        progress.bootAttempts(),
        progress.executeAttempts(),
        booted == null ? null : booted.millis(),
        executed == null ? null : executed.millis(),
        answered,
        end.model(),
        findings);
  }

  private static int size(Object value) {
    return Json.write(value).getBytes(StandardCharsets.UTF_8).length;
  }

  private static List<String> answered(End end) {
    return end.answered().stream()
        .limit(ANSWERED)
        .map(model -> Spoken.cut(model, ATTRIBUTE_CHARS))
        .toList();
  }

  private Result result(End end) {
    Booted booted = progress.booted();
    Executed executed = progress.executed();
    return new Result(
        end.verdict(),
        end.message(),
        booted == null ? null : booted.millis(),
        executed == null ? null : executed.millis(),
        end.answered(),
        end.model(),
        findings(end),
        end.output());
  }

  private static List<Finding> findings(End end) {
    List<Finding> findings = new ArrayList<>(end.findings());
    while (!findings.isEmpty() && size(findings) > DETAIL_BYTES) {
      findings.remove(findings.size() - 1);
    }
    return findings;
  }
}
