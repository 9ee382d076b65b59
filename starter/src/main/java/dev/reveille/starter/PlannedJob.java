package dev.reveille.starter;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.JobDefinition;

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
