package dev.reveille.domain.alert;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one channel is asked to bring to people. All text may come from agents: a channel escapes
 * and cuts it as its own form needs.
 *
 * @param id the same for every try of the same notice, so that who takes it can tell a second try
 *     from a second notice
 * @param title one line
 * @param text some sentences, in plain text
 * @param remedy what to do now, or null where nothing is asked of anyone
 * @param items what it is about, the first being the reason; a digest has many
 */
public record Notice(
    String id,
    Kind kind,
    String owner,
    String title,
    String text,
    @Nullable String remedy,
    List<Item> items,
    Instant at) {
  public Notice {
    requireNonNull(id, "id is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(title, "title is null");
    requireNonNull(text, "text is null");
    requireNonNull(at, "at is null");
    items = List.copyOf(items);
  }

  /** Why a notice is sent. */
  public enum Kind {
    /** A run failed, or a slot was missed, and an incident begins. */
    FAILURE,
    /** An incident goes on, and nobody was told for long. */
    REMINDER,
    /** A job of an open incident is good again. */
    RECOVERY,
    /** Many failures of one cause. */
    DIGEST,
    /** A good run's result, for those who wait for it. */
    RESULT,
    /** Somebody tries the channel. */
    TEST,
    /** A run that was made to fail, to see that word of it arrives. */
    DRILL
  }

  /**
   * One run or slot of a job.
   *
   * @param workflowId null for a slot that no run took
   */
  public record Item(
      String job,
      String jobName,
      @Nullable Instant due,
      String verdict,
      String message,
      @Nullable String workflowId,
      @Nullable String runId) {
    public Item {
      requireNonNull(job, "job is null");
      requireNonNull(jobName, "jobName is null");
      requireNonNull(verdict, "verdict is null");
      requireNonNull(message, "message is null");
    }
  }
}
