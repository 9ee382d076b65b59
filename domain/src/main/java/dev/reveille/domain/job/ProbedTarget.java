package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a probe boots: an agent's profile for a session target, as a folder's jobs use them.
 *
 * @param agent name of the profile
 */
public record ProbedTarget(String agent, SessionTarget target) implements Comparable<ProbedTarget> {
  private static final String PREFIX = "probe/";
  private static final Duration CATCHUP = Duration.ofMinutes(1);

  public ProbedTarget {
    requireNonNull(agent, "agent is null");
    requireNonNull(target, "target is null");
  }

  /**
   * The target that a job's runs boot; empty where a boot is the beginning of the work, as with
   * commands and with one-shot agents, which cannot be dismissed before it.
   */
  public static Optional<ProbedTarget> of(JobDefinition job) {
    AgentProfile agent = job.agent();
    return agent != null && agent.protocol() == AgentProfile.Protocol.ACP
        ? Optional.of(new ProbedTarget(agent.name(), job.target()))
        : Optional.empty();
  }

  /** Under which the run log keeps its probes; never a job's id, since it holds slashes. */
  public String id() {
    return PREFIX + agent + "/" + target;
  }

  /** Whether the run log keeps a probe under this name. */
  public static boolean isProbe(String job) {
    return job.startsWith(PREFIX);
  }

  /**
   * A job's definition with all that shapes its boot, and nothing that follows one: no prompt, no
   * contract, nobody who is told.
   */
  public static JobDefinition definition(JobDefinition job, ScheduleRule schedule) {
    return new JobDefinition(
        job.snapshot(),
        job.id(),
        "Probe of " + job.name(),
        null,
        job.owner(),
        job.folder(),
        job.target(),
        schedule,
        Payload.agentTurn(""),
        job.pin(),
        job.agent(),
        job.workspace(),
        job.boot(),
        job.execute(),
        null,
        Permissions.FAIL,
        Overlap.SKIP,
        CATCHUP,
        job.isolation(),
        job.network(),
        job.env(),
        Keep.NEVER,
        AlertPolicy.NONE,
        List.of(),
        null,
        Map.of());
  }

  @Override
  public int compareTo(ProbedTarget other) {
    return id().compareTo(other.id());
  }
}
