package dev.reveille.workflows;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.ExecutePolicy;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.ExecuteActivity.Executed;
import dev.reveille.workflows.ExecuteActivity.Request;
import dev.reveille.workflows.JobRun.Input;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;

/** Has the booted agent do its turn, on the host that keeps it, once. */
final class ExecuteStep {
  private final ExecutePolicy policy;
  private final Progress progress;
  private final Narrator narrator;

  ExecuteStep(Input input, Progress progress, Narrator narrator) {
    this.policy = input.definition().execute();
    this.progress = progress;
    this.narrator = narrator;
  }

  Executed execute(Booted booted) throws RunFailed, HostLost {
    narrator.executing(booted);
    progress.executeBegins();
    Request request = new Request(booted.lease(), booted.attempt());
    try {
      Executed executed =
          Workflow.newActivityStub(
                  ExecuteActivity.class,
                  OnHost.options(booted, policy.timeout(), narrator.executeSummary()))
              .execute(request);
      progress.executed(executed);
      return executed;
    } catch (ActivityFailure failure) {
      throw reason(failure);
    }
  }

  private RunFailed reason(ActivityFailure failure) throws HostLost {
    RunFailed failed = StepFailures.ended("The execution", failure, false, this::reason);
    return failure.getCause() instanceof ApplicationFailure reported
        ? failed.with(StepFailures.evidence(reported))
        : failed;
  }

  private RunFailed reason(TimeoutFailure timeout) throws HostLost {
    return switch (timeout.getTimeoutType()) {
      case TIMEOUT_TYPE_SCHEDULE_TO_START -> {
        progress.executeNeverBegan();
        throw new HostLost(
            false,
            "The host that kept the agent did not come for its turn within "
                + Spoken.duration(Limits.TO_HOST)
                + ".");
      }
      case TIMEOUT_TYPE_HEARTBEAT ->
          throw new HostLost(
              false,
              "The host fell silent for "
                  + Spoken.duration(Limits.HEARTBEAT)
                  + " while its agent was at work.");
      default -> {
        String limit = Spoken.duration(policy.timeout());
        if (!Limits.hostWasHeard(policy.timeout())) {
          throw new HostLost(
              false, "The host of the agent at work did not report within " + limit + ".");
        }
        yield RunFailed.unseen(
            FailureType.EXECUTE_TIMEOUT,
            "The turn was not over within "
                + limit
                + ", and its host did not even report that; the server cut it.",
            EventType.EXECUTE_TIMEOUT);
      }
    };
  }
}
