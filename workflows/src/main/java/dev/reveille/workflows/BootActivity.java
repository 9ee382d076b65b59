package dev.reveille.workflows;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.BootStage;
import dev.reveille.domain.run.FailureType;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts an agent and leaves it ready for its prompt, under a lease; or puts that off. */
@ActivityInterface
public interface BootActivity {
  /**
   * Boots. Blocks until the agent is ready, or returns at once why it had better boot later; fails
   * with an {@code ApplicationFailure} of type {@code BOOT_TIMEOUT} (retryable), {@code
   * BOOT_FAILED} (retryable only where the cause can pass) or {@code INTERNAL}; {@code HOST_LOST}
   * (retryable) when the host itself ends the boot. The failure's first detail is the attempt,
   * counted over all rounds.
   */
  @ActivityMethod(name = "boot")
  Booted boot(Request request);

  /**
   * @param firstRunId of the chain; another run id than this means that the run was reset
   * @param round 1, and one more each time the workflow boots again after losing a host; attempts
   *     of the server's retry policy count within a round
   * @param deferrals how often the run's boots were put off before
   * @param waitedMillis of the job's patience that is used up by them
   * @param session the shared session whose turn this is; null for an isolated run
   */
  record Request(
      JobDefinition definition,
      String firstRunId,
      Instant due,
      int round,
      int attemptsBefore,
      int deferrals,
      long waitedMillis,
      @Nullable SessionGrant session) {}

  /**
   * A shared session in the hands of one run.
   *
   * @param epoch of the grant; a host that has seen a higher one refuses this one
   * @param queuedMillis wait for the session
   * @param lastHost task queue of the host where the session's agent was last; null when it had
   *     none, or nobody knows
   */
  record SessionGrant(SessionName name, long epoch, long queuedMillis, @Nullable String lastHost) {}

  /**
   * @param hostQueue task queue of the host that keeps the agent
   * @param lease the host's promise to keep it; unknown to any other host
   * @param attempt the boot attempt, counted over all rounds
   * @param queuedMillis wait for a seat before the last attempt
   * @param deferred that the boot was put off, and nothing else of this means anything but the
   *     attempts made so far; null for an agent that is ready
   */
  record Booted(
      String hostQueue,
      String lease,
      int attempt,
      long millis,
      long queuedMillis,
      List<BootStage> stages,
      @Nullable Deferred deferred) {
    public Booted {
      stages = List.copyOf(stages);
    }

    /** Nothing is ready, nothing is kept, and no attempt was made. */
    public static Booted putOff(int attemptsBefore, Deferred deferred) {
      return new Booted("", "", attemptsBefore, 0, 0, List.of(), deferred);
    }
  }

  /**
   * @param until when to boot, as the host's clock has it
   * @param reason a sentence for people
   * @param type how the run ends when its patience does; null where it was written by an earlier
   *     version, and then it is {@link FailureType#PROVIDER_OVERLOAD}
   */
  record Deferred(Instant until, String reason, @Nullable FailureType type) {
    /** Put off for a provider that takes no requests. */
    public static Deferred overloaded(Instant until, String reason) {
      return new Deferred(until, reason, FailureType.PROVIDER_OVERLOAD);
    }
  }
}
