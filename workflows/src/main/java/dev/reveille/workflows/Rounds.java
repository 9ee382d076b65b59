package dev.reveille.workflows;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.job.RetryPolicy;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.workflows.ExecuteActivity.Executed;
import dev.reveille.workflows.JobRun.Input;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Boot and execute, again with a new boot for as long as that is allowed: after a lost host and
 * after a failed turn, but never once an effect is recorded.
 */
final class Rounds {
  private final BootStep bootStep;
  private final ExecuteStep executeStep;
  private final RetryPolicy bootRetry;
  private final RetryPolicy executeRetry;
  private final Progress progress;
  private final Recorder recorder;
  private final Narrator narrator;

  Rounds(Input input, Instant due, Progress progress, Recorder recorder, Narrator narrator) {
    this.bootStep = new BootStep(input, due, progress, recorder, narrator);
    this.executeStep = new ExecuteStep(input, progress, narrator);
    this.bootRetry = input.definition().boot().retry();
    this.executeRetry = input.definition().execute().retry();
    this.progress = progress;
    this.recorder = recorder;
    this.narrator = narrator;
  }

  Executed run() throws RunFailed {
    int bootAttempts = bootRetry.maxAttempts();
    int lostHosts = 0;
    for (int round = 1; ; round++) {
      try {
        return executeStep.execute(bootStep.boot(round, bootAttempts));
      } catch (HostLost lost) {
        lostHosts++;
        goOnAfter(lost, lostHosts);
        // The boot's own attempts were used up when its last host was lost: one more, not all anew.
        bootAttempts = lost.inBoot() ? 1 : bootRetry.maxAttempts();
      } catch (RunFailed failed) {
        goOnAfter(failed);
        bootAttempts = bootRetry.maxAttempts();
      }
    }
  }

  private void goOnAfter(HostLost lost, int lostHosts) throws RunFailed {
    narrator.hostLost(lost);
    note(EventType.HOST_LOST, lost.what());
    if (recorder.effectRecorded()) {
      throw RunFailed.reported(
          FailureType.HOST_LOST,
          lost.what() + " Work had begun, or that could not be ruled out, so it is not repeated.");
    }
    if (lostHosts >= Limits.HOSTS) {
      throw RunFailed.reported(
          FailureType.HOST_LOST, lost.what() + " It was host number " + lostHosts + " in a row.");
    }
  }

  private void goOnAfter(RunFailed failed) throws RunFailed {
    EventType unseen = failed.unseenEvent();
    if (unseen != null) {
      note(unseen, failed.getMessage());
    }
    boolean again =
        failed.type().retry() == FailureType.Retry.WHILE_NO_EFFECT
            && progress.executeAttempts() < executeRetry.maxAttempts();
    if (!again || recorder.effectRecorded()) {
      throw failed;
    }
    Duration pause = pause();
    narrator.pausing(failed, pause);
    Workflow.newTimer(
            pause,
            TimerOptions.newBuilder()
                .setSummary("pause after " + failed.type() + ", then a new boot")
                .build())
        .get();
  }

  private void note(EventType event, String message) {
    Instant now = RunTimes.now();
    recorder.note(
        List.of(
            new RunEvent(
                now,
                event,
                progress.bootAttempts(),
                "",
                null,
                Map.of("message", TextNode.valueOf(message)))));
  }

  private Duration pause() {
    double factor = Math.pow(executeRetry.backoff(), progress.executeAttempts() - 1.0);
    double millis = executeRetry.initialInterval().toMillis() * factor;
    return Duration.ofMillis((long) Math.min(millis, executeRetry.maxInterval().toMillis()));
  }
}
