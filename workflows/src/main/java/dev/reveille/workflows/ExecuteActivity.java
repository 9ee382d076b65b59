package dev.reveille.workflows;

import dev.reveille.domain.job.JobDefinition;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/** Gives a booted agent its prompt and waits for the end of its turn, on the host that keeps it. */
@ActivityInterface
public interface ExecuteActivity {
  /**
   * Executes. Ends the lease in every case. Fails with type {@code EXECUTE_TIMEOUT}, {@code
   * EXECUTE_FAILED}, {@code APPROVAL_REQUIRED}, {@code HOST_LOST} (unknown lease) or {@code
   * INTERNAL}; never retried by the server.
   */
  @ActivityMethod(name = "execute")
  Executed execute(Request request);

  /**
   * @param attempt the boot attempt that left the lease; it names the whole attempt, in boot and
   *     execution
   */
  record Request(JobDefinition definition, String firstRunId, String lease, int attempt) {}

  /**
   * What the agent claims and what its process did; evidence proper is in the run log.
   *
   * @param stopReason of an ACP turn; null for a command
   * @param exitCode of a command; null for an ACP turn
   */
  record Executed(
      int attempt,
      long millis,
      @Nullable String stopReason,
      @Nullable Integer exitCode,
      long outputBytes) {}
}
