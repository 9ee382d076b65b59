package dev.reveille.workflows;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.BootPolicy;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.BootActivity.Request;
import dev.reveille.workflows.BootProbe.Manner;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One boot, on whichever host has a free seat, and never a second one: a probe measures. */
final class ProbeStep {
  /** A probe of a schedule never stands in a queue beside runs of jobs. */
  static final Duration AT_ONCE = Duration.ofSeconds(5);

  /** What the end of the agent may take, after its boot. */
  private static final Duration DISMISSAL = Duration.ofSeconds(15);

  private final BootProbe.Input input;
  private final BootPolicy policy;
  private final Instant due;

  ProbeStep(BootProbe.Input input, Instant due) {
    this.input = input;
    this.policy = input.definition().boot();
    this.due = due;
  }

  /** The boot, or null where no host had a seat at once and the manner asks for no more. */
  @Nullable Booted boot(int deferrals) throws RunFailed {
    Request request =
        new Request(
            input.definition(),
            Workflow.getInfo().getFirstExecutionRunId(),
            due,
            1,
            0,
            deferrals,
            0,
            null);
    try {
      return Workflow.newActivityStub(ProbeActivity.class, options())
          .probe(request, input.manner());
    } catch (ActivityFailure failure) {
      if (input.manner() == Manner.WHEN_CALM && foundNoSeat(failure)) {
        return null;
      }
      try {
        throw StepFailures.ended("The probe", failure, true, this::reason);
      } catch (HostLost lost) {
        throw RunFailed.reported(FailureType.HOST_LOST, lost.what());
      }
    }
  }

  private static boolean foundNoSeat(ActivityFailure failure) {
    return failure.getCause() instanceof TimeoutFailure timeout
        && timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START;
  }

  private ActivityOptions options() {
    return ActivityOptions.newBuilder()
        .setTaskQueue(Queues.BOOT)
        .setStartToCloseTimeout(Limits.backstop(policy.timeout()).plus(DISMISSAL))
        .setScheduleToStartTimeout(queue())
        .setHeartbeatTimeout(Limits.HEARTBEAT)
        .setCancellationType(ActivityCancellationType.TRY_CANCEL)
        .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
        .setSummary("boot and dismiss, at most " + Spoken.duration(policy.timeout()))
        .build();
  }

  private Duration queue() {
    return input.manner() == Manner.WHEN_CALM ? AT_ONCE : policy.maxQueue();
  }

  private RunFailed reason(TimeoutFailure timeout) {
    return switch (timeout.getTimeoutType()) {
      case TIMEOUT_TYPE_SCHEDULE_TO_START ->
          RunFailed.unseen(
              FailureType.MISSED,
              "No worker had a free seat for the probe within "
                  + Spoken.duration(policy.maxQueue())
                  + " (boot.maxQueue).",
              EventType.MISSED);
      case TIMEOUT_TYPE_HEARTBEAT ->
          RunFailed.unseen(
              FailureType.HOST_LOST,
              "The host that booted the agent fell silent for "
                  + Spoken.duration(Limits.HEARTBEAT)
                  + ".",
              EventType.HOST_LOST);
      default ->
          RunFailed.unseen(
              FailureType.BOOT_TIMEOUT,
              "The agent was not ready within "
                  + Spoken.duration(policy.timeout())
                  + ", and its host did not even report that; the server cut the boot.",
              EventType.BOOT_TIMEOUT);
    };
  }
}
