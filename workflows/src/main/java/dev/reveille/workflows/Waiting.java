package dev.reveille.workflows;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.run.FailureType;
import dev.reveille.workflows.BootActivity.Deferred;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a provider on durable timers, which hold no seat and no host, within the job's patience
 * over all boots of the run.
 */
final class Waiting {
  private final Duration patience;
  private final Narrator narrator;
  private Duration waited = Duration.ZERO;
  private int deferrals;

  Waiting(@Nullable ModelPin pin, Narrator narrator) {
    this.patience = pin == null ? ModelPin.PATIENCE : pin.patience();
    this.narrator = narrator;
  }

  int deferrals() {
    return deferrals;
  }

  Duration waited() {
    return waited;
  }

  /**
   * Returns when the boot may be tried again: at the time named, or when patience ends, for a last
   * look.
   */
  void wait(Deferred deferred) throws RunFailed {
    deferrals++;
    Duration left = patience.minus(waited);
    if (left.isZero() || left.isNegative()) {
      throw RunFailed.reported(
          Objects.requireNonNullElse(deferred.type(), FailureType.PROVIDER_OVERLOAD),
          Spoken.sentence(deferred.reason())
              + " The boot was put off "
              + Spoken.count(deferrals, "time")
              + " within "
              + Spoken.duration(patience)
              + ", the job's patience, and no agent was started.");
    }
    Instant now = RunTimes.now();
    Duration until = Duration.between(now, deferred.until());
    // A host whose clock is behind would otherwise be asked again and again without a pause.
    Duration pause = until.compareTo(Limits.DEFERRAL) < 0 ? Limits.DEFERRAL : until;
    pause = pause.compareTo(left) > 0 ? left : pause;
    narrator.deferred(deferred, pause, left);
    Workflow.newTimer(
            pause, TimerOptions.newBuilder().setSummary(narrator.deferredSummary(deferred)).build())
        .get();
    waited = waited.plus(pause);
  }
}
