package dev.reveille.starter.probe;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.ProbedTarget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the agents and session targets that jobs use. */
public final class ProbePlan {
  private ProbePlan() {}

  /**
   * One probe for each agent and session target in use by jobs that are enabled, by name. None for
   * commands and for one-shot agents: their boot is the beginning of their work.
   */
  public static List<PlannedProbe> of(Collection<PlannedJob> jobs) {
    Map<ProbedTarget, List<JobDefinition>> users = new TreeMap<>();
    for (PlannedJob job : jobs) {
      if (job.enabled()) {
        ProbedTarget.of(job.definition())
            .ifPresent(
                probed ->
                    users.computeIfAbsent(probed, p -> new ArrayList<>()).add(job.definition()));
      }
    }
    List<PlannedProbe> probes = new ArrayList<>();
    users.forEach(
        (probed, all) ->
            probes.add(
                new PlannedProbe(
                    probed,
                    ProbedTarget.standIn(all),
                    all.stream().map(JobDefinition::id).sorted().toList())));
    return probes;
  }
}
