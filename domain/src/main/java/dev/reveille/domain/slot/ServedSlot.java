package dev.reveille.domain.slot;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One slot as people and programs are shown it; the JSON of {@code ledger -o json}, whose form is a
 * promise.
 *
 * @param outcome {@code ran}, {@code skipped}, {@code paused} or {@code missed}; until one of these
 *     is known: {@code running}, {@code deferred}, or {@code due} where nothing is seen of it yet
 * @param verdict of its run; null without one, or until there is one
 * @param run the workflow id; null where no run took it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"job", "due", "outcome", "verdict", "message", "run", "runId"})
public record ServedSlot(
    String job,
    Instant due,
    String outcome,
    @Nullable String verdict,
    @Nullable String message,
    @Nullable String run,
    @Nullable String runId) {
  /** Not decided yet, and no run is seen. */
  public static final String DUE = "due";

  /** Its run goes on. */
  public static final String RUNNING = "running";

  /** Its run waits for a provider. */
  public static final String DEFERRED = "deferred";

  public ServedSlot {
    requireNonNull(job, "job is null");
    requireNonNull(due, "due is null");
    requireNonNull(outcome, "outcome is null");
  }
}
