package dev.reveille.workflows;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.BootStage;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;

/** Starts an agent and leaves it ready for its prompt, under a lease. */
@ActivityInterface
public interface BootActivity {
  /**
   * Boots. Blocks until the agent is ready; fails with an {@code ApplicationFailure} of type {@code
   * BOOT_TIMEOUT} (retryable), {@code BOOT_FAILED} (retryable only where the cause can pass) or
   * {@code INTERNAL}; {@code HOST_LOST} (retryable) when the host itself ends the boot. The
   * failure's first detail is the attempt, counted over all rounds.
   */
  @ActivityMethod(name = "boot")
  Booted boot(Request request);

  /**
   * @param firstRunId of the chain; another run id than this means that the run was reset
   * @param round 1, and one more each time the workflow boots again after losing a host; attempts
   *     of the server's retry policy count within a round
   */
  record Request(
      JobDefinition definition, String firstRunId, Instant due, int round, int attemptsBefore) {}

  /**
   * @param hostQueue task queue of the host that keeps the agent
   * @param lease the host's promise to keep it; unknown to any other host
   * @param attempt the boot attempt, counted over all rounds
   * @param queuedMillis wait for a seat before the last attempt
   */
  record Booted(
      String hostQueue,
      String lease,
      int attempt,
      long millis,
      long queuedMillis,
      List<BootStage> stages) {
    public Booted {
      stages = List.copyOf(stages);
    }
  }
}
