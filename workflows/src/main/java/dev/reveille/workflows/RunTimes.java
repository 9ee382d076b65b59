package dev.reveille.workflows;

import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times of the workflow that asks, the same in each replay. */
final class RunTimes {
  private RunTimes() {}

  static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  static Instant started() {
    return Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis());
  }

  /** The nominal time of the schedule; null for a workflow that no schedule started. */
  static @Nullable Instant scheduled() {
    OffsetDateTime nominal = Workflow.getTypedSearchAttributes().get(Attributes.SCHEDULED_START);
    return nominal == null ? null : nominal.toInstant();
  }
}
