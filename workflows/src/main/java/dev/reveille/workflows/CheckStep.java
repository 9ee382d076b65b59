package dev.reveille.workflows;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.ExecuteActivity.Executed;
import dev.reveille.workflows.JobRun.Input;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the job's own check look at the work, where the job names one. */
final class CheckStep {
  private final Input input;
  private final Progress progress;
  private final Recorder recorder;
  private final Narrator narrator;

  CheckStep(Input input, Progress progress, Recorder recorder, Narrator narrator) {
    this.input = input;
    this.progress = progress;
    this.recorder = recorder;
    this.narrator = narrator;
  }

  /** A check of which no end is known is recorded as such: the verdict is not its to give then. */
  void check(Executed executed) {
    Contract.Check check = check();
    Booted booted = progress.booted();
    if (check == null || booted == null) {
      return;
    }
    narrator.checking(check);
    try {
      Workflow.newActivityStub(
              CheckActivity.class,
              OnHost.options(booted, check.timeout(), narrator.checkSummary(check.timeout())))
          .check(new CheckActivity.Request(input.definition(), executed));
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure cancelled) {
        throw cancelled;
      }
      note(executed.attempt(), reason(failure));
    }
  }

  private Contract.@Nullable Check check() {
    return input.definition().expect() == null
        ? null
        : Contract.of(input.definition().expect()).check();
  }

  private static String reason(ActivityFailure failure) {
    if (failure.getCause() instanceof ApplicationFailure reported) {
      return "it could not be run: " + reported.getOriginalMessage();
    }
    if (failure.getCause() instanceof TimeoutFailure timeout
        && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START) {
      return "the host that keeps the workspace did not come for it within "
          + Spoken.duration(Limits.TO_HOST);
    }
    return "the host that ran it fell silent";
  }

  private void note(int attempt, String error) {
    recorder.note(
        List.of(
            new RunEvent(
                RunTimes.now(),
                EventType.CHECKED,
                attempt,
                "",
                null,
                Map.of("error", TextNode.valueOf(error)))));
  }
}
