package dev.reveille.activities.acp;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A permission an agent asked for, with our answer.
 *
 * @param toolCallId the tool call it is about, where the agent names one
 * @param title what the agent wants to do, in its words
 * @param answer the chosen option's id, or {@code cancelled}
 */
public record PermissionSeen(Instant at, @Nullable String toolCallId, String title, String answer) {

  public PermissionSeen {
    requireNonNull(at, "at is null");
    requireNonNull(title, "title is null");
    requireNonNull(answer, "answer is null");
  }
}
