package dev.reveille.domain.boothealth;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;
import dev.reveille.domain.run.RunKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One boot as it was measured, whoever wanted it: a job's run or a probe.
 *
 * @param at when it began, by the host's clock
 * @param job whose settings it was booted with; of a probe, the job with the tightest limit
 * @param agent name of the profile
 * @param target as job files write it
 * @param probe whether it was dismissed at once
 * @param millis how long it took until it was ready, or until it was given up
 * @param limitMillis the job's {@code boot.timeout}
 * @param warnAt share of the limit from which the job calls a boot slow
 * @param stage in which it hung or failed; null for one that became ready, or between two stages
 * @param stages in order, as far as it came
 * @param agentVersion as the agent itself says; null for one that did not come so far
 */
public record BootSample(
    RunKey run,
    int attempt,
    Instant at,
    String owner,
    String job,
    String agent,
    String target,
    String host,
    boolean probe,
    How how,
    Ending ending,
    long millis,
    long limitMillis,
    double warnAt,
    @Nullable String stage,
    List<Stage> stages,
    @Nullable String agentVersion,
    HostFacts facts) {
  /** Whether a program was started, or the one that a shared session keeps was gone on with. */
  public enum How {
    START,
    ATTACH;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  /** How it ended. */
  public enum Ending {
    READY,
    TIMEOUT,
    FAILED;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  /** A stage that ended, and how long it took. */
  public record Stage(String stage, long millis) {
    public Stage {
      requireNonNull(stage, "stage is null");
    }
  }

  public BootSample {
    requireNonNull(run, "run is null");
    requireNonNull(at, "at is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(job, "job is null");
    requireNonNull(agent, "agent is null");
    requireNonNull(target, "target is null");
    requireNonNull(host, "host is null");
    requireNonNull(how, "how is null");
    requireNonNull(ending, "ending is null");
    requireNonNull(facts, "facts is null");
    stages = List.copyOf(stages);
  }

  /** Share of its limit that it took. */
  public double share() {
    return (double) millis / limitMillis;
  }
}
