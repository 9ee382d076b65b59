package dev.reveille.workflows;

import dev.reveille.workflows.BootActivity.Booted;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** How an activity is asked of the one host that keeps the run's agent: soon, and once. */
final class OnHost {
  private OnHost() {}

  /**
   * @param watchdog after which the host itself ends the step
   */
  static ActivityOptions options(Booted booted, Duration watchdog, String summary) {
    return options(booted.hostQueue(), watchdog, summary);
  }

  static ActivityOptions options(String hostQueue, Duration watchdog, String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(hostQueue)
        .setStartToCloseTimeout(Limits.backstop(watchdog))
        .setScheduleToStartTimeout(Limits.TO_HOST)
        .setHeartbeatTimeout(Limits.HEARTBEAT)
        .setCancellationType(ActivityCancellationType.TRY_CANCEL)
        .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
        .setSummary(summary)
        .build();
  }
}
