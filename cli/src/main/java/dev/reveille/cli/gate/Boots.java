package dev.reveille.cli.gate;

import dev.reveille.domain.boothealth.HostFacts;
import dev.reveille.domain.gate.Boot;
import dev.reveille.domain.job.JobDefinition;
import org.jspecify.annotations.Nullable;

/** Boots an agent as a job's run would, and dismisses it. Blocks until it is gone. */
interface Boots {
  /**
   * One boot.
   *
   * @param build of the worker that is to make it; null for whichever takes it
   */
  Sampled boot(JobDefinition definition, @Nullable Build build);

  /**
   * A boot, and where it was made.
   *
   * @param version of the agent, as it says itself; null where unknown
   * @param host its name; null where unknown
   */
  record Sampled(Boot boot, @Nullable String version, @Nullable String host, HostFacts facts) {}
}
