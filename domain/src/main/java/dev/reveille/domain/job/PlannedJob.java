package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

/**
 * A job as its file has it, ready to be planned.
 *
 * @param enabled false keeps the job's schedule, but paused
 */
public record PlannedJob(JobDefinition definition, boolean enabled) {
  public PlannedJob {
    requireNonNull(definition, "definition is null");
  }
}
