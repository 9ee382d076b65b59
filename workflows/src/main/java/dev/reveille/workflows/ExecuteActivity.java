package dev.reveille.workflows;

import dev.reveille.domain.run.Finding;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives a booted agent its prompt and waits for the end of its turn, on the host that keeps it. */
@ActivityInterface
public interface ExecuteActivity {
  /**
   * Executes. Ends the lease in every case. Fails with type {@code EXECUTE_TIMEOUT}, {@code
   * EXECUTE_FAILED}, {@code APPROVAL_REQUIRED}, {@code HOST_LOST} (unknown lease) or {@code
   * INTERNAL}, or with what the gateway saw instead of what the agent made of it; never retried by
   * the server. The failure's first detail is the {@link Evidence}.
   */
  @ActivityMethod(name = "execute")
  Executed execute(Request request);

  /**
   * What is to be done the lease knows, so that the definition is sent and stored once less.
   *
   * @param attempt the boot attempt that left the lease; it names the whole attempt, in boot and
   *     execution
   */
  record Request(String lease, int attempt) {}

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

  /**
   * What a failed turn's calls prove.
   *
   * @param answered every model that an answer named
   * @param model null for a run without a pin
   */
  record Evidence(List<Finding> findings, List<String> answered, @Nullable ModelWork model) {
    public static final Evidence NONE = new Evidence(List.of(), List.of(), null);

    public Evidence {
      findings = findings == null ? List.of() : List.copyOf(findings);
      answered = answered == null ? List.of() : List.copyOf(answered);
    }
  }
}
