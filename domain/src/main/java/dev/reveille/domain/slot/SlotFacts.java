package dev.reveille.domain.slot;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.Overlap;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a slot when it is judged.
 *
 * @param latest when the server acts on it at the latest, were it not late
 * @param fold whether it is the second instant of a doubled local time
 * @param run the record of its run; null while there is none
 * @param onServer what Temporal says of its workflow
 * @param passedBy whether the server has started a later slot of the job: it starts them in order
 * @param other an earlier run of the job that went on at that time; null for none
 */
public record SlotFacts(
    String job,
    Instant due,
    Instant latest,
    boolean fold,
    Watched watched,
    Overlap overlap,
    Duration catchup,
    @Nullable Run run,
    OnServer onServer,
    @Nullable Other other,
    boolean passedBy) {
  public SlotFacts {
    requireNonNull(job, "job is null");
    requireNonNull(due, "due is null");
    requireNonNull(latest, "latest is null");
    requireNonNull(watched, "watched is null");
    requireNonNull(overlap, "overlap is null");
    requireNonNull(catchup, "catchup is null");
    requireNonNull(onServer, "onServer is null");
  }

  /** What Temporal says of a slot's workflow. */
  public enum OnServer {
    NOT_ASKED,
    ABSENT,
    UNDER_WAY,
    CLOSED
  }

  /**
   * A run's record.
   *
   * @param verdict null until it is settled
   */
  public record Run(String runId, @Nullable String verdict, String message) {}

  /**
   * Another run of the job.
   *
   * @param endedAt null while it goes on
   */
  public record Other(String workflowId, @Nullable Instant endedAt) {}
}
