package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a probe boots: an agent's profile for a session target, as a folder's jobs use them.
 *
 * @param agent name of the profile
 */
public record ProbedTarget(String agent, SessionTarget target) implements Comparable<ProbedTarget> {
  private static final String PREFIX = "probe/";
  private static final Duration CATCHUP = Duration.ofMinutes(1);
  private static final Comparator<JobDefinition> TIGHTEST =
      Comparator.comparing((JobDefinition job) -> job.boot().timeout())
          .thenComparing(JobDefinition::id);
  private static final Comparator<List<JobDefinition>> MOST_USUAL =
      Comparator.comparing((List<JobDefinition> jobs) -> -jobs.size())
          .thenComparing(jobs -> jobs.get(0).env().size())
          .thenComparing(jobs -> Collections.min(jobs, TIGHTEST), TIGHTEST);

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

  /**
   * The job whose settings stand for all that boot the same agent. Of those that start it in the
   * most usual way, the one with the tightest limit: an odd one, with an environment of its own,
   * says nothing about the others.
   *
   * @param jobs one or more
   */
  public static JobDefinition standIn(Collection<JobDefinition> jobs) {
    Map<Start, List<JobDefinition>> starts =
        jobs.stream().collect(Collectors.groupingBy(Start::of));
    return starts.values().stream().min(MOST_USUAL).orElseThrow().stream()
        .min(TIGHTEST)
        .orElseThrow();
  }

  /** What decides how an agent starts, beside the machine. */
  private record Start(
      @Nullable AgentProfile agent,
      Map<String, EnvValue> env,
      Isolation isolation,
      Network network) {
    static Start of(JobDefinition job) {
      return new Start(job.agent(), job.env(), job.isolation(), job.network());
    }
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
