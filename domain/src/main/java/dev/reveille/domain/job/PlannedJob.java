package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

/**
 * A job as its file has it, ready to be planned.
 *
 * @param enabled false keeps the job's schedule, but paused
 * @param startPaused whether a schedule that is new begins paused, until a person resumes it
 */
public record PlannedJob(JobDefinition definition, boolean enabled, boolean startPaused) {
  public PlannedJob {
    requireNonNull(definition, "definition is null");
  }

  public PlannedJob(JobDefinition definition, boolean enabled) {
    this(definition, enabled, false);
  }

  /** Whether its schedule begins to act as soon as it is created. */
  public boolean startsAtOnce() {
    return enabled && !startPaused;
  }
}
