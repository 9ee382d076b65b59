package dev.reveille.starter.probe;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ProbedTarget;
import dev.reveille.domain.job.ScheduleRule;
import java.time.Duration;
import java.util.List;

/**
 * A probe of one agent for one session target.
 *
 * @param job whose settings it boots with, {@link ProbedTarget#standIn} of those that share the
 *     target
 * @param jobs all that share it, by id
 */
public record PlannedProbe(ProbedTarget probed, JobDefinition job, List<String> jobs) {
  public PlannedProbe {
    requireNonNull(probed, "probed is null");
    requireNonNull(job, "job is null");
    jobs = List.copyOf(jobs);
  }

  /** What a probe is given that is due so often, or once where nobody says how often. */
  JobDefinition definition(ScheduleRule rule) {
    return ProbedTarget.definition(job, rule);
  }

  /** When in its interval it is due: spread over the interval, and the same each time. */
  Duration phase(Duration every) {
    long spread = Math.floorMod((long) (job.owner() + "\n" + probed.id()).hashCode(), 86_400L);
    return Duration.ofSeconds((long) (every.toSeconds() * (spread / 86_400.0)));
  }
}
