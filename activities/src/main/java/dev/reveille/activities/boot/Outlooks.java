package dev.reveille.activities.boot;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.RunKey;
import dev.reveille.gateway.pace.Outlook;
import java.time.Instant;

/** Whether a run that boots now would find its provider closed. */
@FunctionalInterface
public interface Outlooks {
  /** How it stands with the providers that the job may use; open for a job without a model. */
  Outlook of(JobDefinition definition, Instant due, RunKey run);
}
