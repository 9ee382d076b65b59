package dev.reveille.cli.gate;

import dev.reveille.cli.session.Failure;
import dev.reveille.domain.gate.Cell;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ProbedTarget;
import dev.reveille.domain.job.SessionTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a folder's gate boots: each agent that its jobs use for each kind of session, used or not,
 * since what slows one is often fine in the other.
 */
final class Lineup {
  private final @Nullable String agent;
  private final @Nullable Against against;

  private Lineup(@Nullable String agent, @Nullable Against against) {
    this.agent = agent;
    this.against = against;
  }

  /** Another version of an agent, installed beside its own. */
  record Against(String agent, String version) {
    static Against parse(String text) {
      int at = text.lastIndexOf('@');
      if (at < 1 || at == text.length() - 1) {
        throw Failure.usage(
            "--against: '" + text + "' (expected: NAME@VERSION, such as codex@2.5.0)");
      }
      return new Against(text.substring(0, at), text.substring(at + 1));
    }
  }

  /**
   * @param agent name of the one profile that is meant; null for all
   * @param against null for none
   * @throws Failure where nothing is left to boot
   */
  static List<Contender> of(
      List<JobDefinition> jobs, @Nullable String agent, @Nullable Against against) {
    List<Contender> lineup = new Lineup(agent, against).of(jobs);
    if (lineup.isEmpty()) {
      throw Failure.usage(
          (agent == null ? "no job" : "no job with the agent '" + agent + "'")
              + " has an agent that can be booted without a prompt (expected: one that speaks ACP);"
              + " zero samples let nothing in");
    }
    return lineup;
  }

  private List<Contender> of(List<JobDefinition> jobs) {
    SortedMap<ProbedTarget, List<JobDefinition>> users = new TreeMap<>();
    jobs.forEach(
        job ->
            ProbedTarget.of(job)
                .ifPresent(cell -> users.computeIfAbsent(cell, c -> new ArrayList<>()).add(job)));
    SortedMap<ProbedTarget, JobDefinition> chosen = new TreeMap<>();
    users.forEach((cell, sharing) -> chosen.put(cell, ProbedTarget.standIn(sharing)));
    for (ProbedTarget cell : users.keySet()) {
      JobDefinition usual = usual(users, cell.agent());
      Stream.of(SessionTarget.ISOLATED, SessionTarget.MAIN)
          .forEach(
              target ->
                  chosen.computeIfAbsent(
                      new ProbedTarget(cell.agent(), target),
                      missing -> Variation.target(usual, target)));
    }
    List<Contender> lineup = new ArrayList<>();
    for (Map.Entry<ProbedTarget, JobDefinition> cell : chosen.entrySet()) {
      if (isMeant(cell.getKey())) {
        lineup.add(contender(cell.getKey(), cell.getValue()));
      }
    }
    return lineup;
  }

  private static JobDefinition usual(
      SortedMap<ProbedTarget, List<JobDefinition>> users, String agent) {
    return ProbedTarget.standIn(
        users.entrySet().stream()
            .filter(cell -> cell.getKey().agent().equals(agent))
            .flatMap(cell -> cell.getValue().stream())
            .toList());
  }

  private boolean isMeant(ProbedTarget cell) {
    return (agent == null || agent.equals(cell.agent()))
        && (against == null || against.agent().equals(cell.agent()));
  }

  private Contender contender(ProbedTarget probed, JobDefinition job) {
    AgentProfile profile = job.agent();
    if (against != null && profile != null && profile.known() == null) {
      throw Failure.usage(
          "--against: the agent '"
              + against.agent()
              + "' is a program of your own, which has no versions (expected: an agent of `reveille"
              + " agents install`)");
    }
    Cell cell = new Cell(probed.agent(), probed.target().toString());
    return new Contender(
        cell, job, against == null ? null : Variation.version(job, against.version()));
  }
}
