package dev.reveille.workflows;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.BootPolicy;
import dev.reveille.domain.job.RetryPolicy;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.BootActivity.Deferred;
import dev.reveille.workflows.BootActivity.Request;
import dev.reveille.workflows.JobRun.Input;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Boots the agent on whichever host has a free seat. The server tries again by the job's policy.
 */
final class BootStep {
  private final Input input;
  private final BootPolicy policy;
  private final Instant due;
  private final Progress progress;
  private final Narrator narrator;
  private final Waiting waiting;
  private final AttachStep attachStep;

  BootStep(Input input, Instant due, Progress progress, Recorder recorder, Narrator narrator) {
    this.input = input;
    this.policy = input.definition().boot();
    this.due = due;
    this.progress = progress;
    this.narrator = narrator;
    this.waiting = new Waiting(input.definition().pin(), narrator);
    this.attachStep = new AttachStep(policy, progress, recorder, narrator);
  }

  /**
   * @param round 1, and one more each time the run has to boot again
   * @param maxAttempts of this round
   */
  Booted boot(int round, int maxAttempts) throws RunFailed, HostLost {
    int attemptsLeft = maxAttempts;
    while (true) {
      int before = progress.bootAttempts();
      Booted attached = round == 1 ? attached() : null;
      Booted booted = attached == null ? once(round, attemptsLeft) : attached;
      Deferred deferred = booted.deferred();
      if (deferred == null) {
        progress.booted(booted);
        return booted;
      }
      // Attempts that failed before this one was put off are spent; this one is not.
      progress.bootAttempts(booted.attempt());
      attemptsLeft = Math.max(1, attemptsLeft - (booted.attempt() - before));
      waiting.wait(deferred);
    }
  }

  private @Nullable Booted attached() {
    String lastHost = progress.lastHostOfSession();
    boolean kept = SessionName.kept(input.definition()).isPresent();
    return lastHost == null || !kept ? null : attachStep.attach(request(1), lastHost);
  }

  private Request request(int round) {
    return new Request(
        input.definition(),
        Workflow.getInfo().getFirstExecutionRunId(),
        due,
        round,
        progress.bootAttempts(),
        waiting.deferrals(),
        waiting.waited().toMillis(),
        progress.session());
  }

  private Booted once(int round, int maxAttempts) throws RunFailed, HostLost {
    narrator.booting(round);
    int before = progress.bootAttempts();
    try {
      return Workflow.newActivityStub(BootActivity.class, options(maxAttempts))
          .boot(request(round));
    } catch (ActivityFailure failure) {
      progress.bootAttempts(before + attempts(failure, before, maxAttempts));
      throw StepFailures.ended("The boot", failure, true, this::reason);
    }
  }

  /**
   * A cancelled boot is not waited for: its host learns of it by heartbeat, and asks Temporal about
   * every run it serves, which is the same way that a terminated run is cleared away.
   */
  private ActivityOptions options(int maxAttempts) {
    RetryPolicy retry = policy.retry();
    return ActivityOptions.newBuilder()
        .setTaskQueue(Queues.BOOT)
        .setStartToCloseTimeout(Limits.backstop(policy.timeout()))
        .setScheduleToStartTimeout(policy.maxQueue())
        .setHeartbeatTimeout(Limits.HEARTBEAT)
        .setCancellationType(ActivityCancellationType.TRY_CANCEL)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setMaximumAttempts(maxAttempts)
                .setInitialInterval(retry.initialInterval())
                .setBackoffCoefficient(retry.backoff())
                .setMaximumInterval(retry.maxInterval())
                .build())
        .setSummary(narrator.bootSummary())
        .build();
  }

  private static int attempts(ActivityFailure failure, int before, int maxAttempts) {
    if (failure.getRetryState() == RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED) {
      return maxAttempts;
    }
    return StepFailures.reportedIn(failure.getCause())
        .map(reported -> StepFailures.attempt(reported).orElse(before + 1) - before)
        .orElse(failure.getCause() instanceof TimeoutFailure ? 0 : 1);
  }

  private RunFailed reason(TimeoutFailure timeout) throws HostLost {
    String limit = Spoken.duration(policy.timeout());
    return switch (timeout.getTimeoutType()) {
      case TIMEOUT_TYPE_SCHEDULE_TO_START -> noSeat(timeout);
      case TIMEOUT_TYPE_HEARTBEAT ->
          throw new HostLost(
              true,
              "The host that booted the agent fell silent for "
                  + Spoken.duration(Limits.HEARTBEAT)
                  + ".");
      default -> {
        if (!Limits.hostWasHeard(policy.timeout())) {
          throw new HostLost(
              true, "The host that booted the agent did not report within " + limit + ".");
        }
        yield RunFailed.unseen(
            FailureType.BOOT_TIMEOUT,
            "The agent was not ready within "
                + limit
                + ", and its host did not even report that; the server cut the boot.",
            EventType.BOOT_TIMEOUT);
      }
    };
  }

  /**
   * Nobody took the boot, so no agent was at fault: the run is missed, as it is when no worker is
   * there at all. After an attempt that failed, that failure is the better reason.
   */
  private RunFailed noSeat(TimeoutFailure timeout) {
    String waited = Spoken.duration(policy.maxQueue());
    return StepFailures.reportedIn(timeout.getCause())
        .map(
            before -> {
              RunFailed failed = StepFailures.reported("The boot", before);
              return RunFailed.reported(
                  failed.type(),
                  Spoken.sentence(failed.getMessage())
                      + " For another try no worker had a free seat within "
                      + waited
                      + ".");
            })
        .orElseGet(
            () ->
                RunFailed.unseen(
                    FailureType.MISSED,
                    "No worker had a free seat for the boot within " + waited + " (boot.maxQueue).",
                    EventType.MISSED));
  }
}
