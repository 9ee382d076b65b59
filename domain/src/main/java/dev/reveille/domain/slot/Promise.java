package dev.reveille.domain.slot;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.ScheduleRule;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * What a job's schedule promises from one moment on: one version of its times, without anything
 * that its runs are given.
 *
 * @param since when this version came into force
 * @param digest of the whole schedule, as it stands on the schedule
 * @param offset what {@code stagger: auto} adds to each due time
 * @param folds second instants of doubled local times, at which nothing is to run
 * @param maxQueue longest wait for a seat
 * @param alerts whom the job tells, and when
 */
public record Promise(
    String owner,
    String job,
    String jobName,
    Instant since,
    String digest,
    ScheduleRule rule,
    Duration offset,
    List<Instant> folds,
    Overlap overlap,
    Duration catchup,
    Duration maxQueue,
    AlertPolicy alerts) {
  public Promise {
    requireNonNull(owner, "owner is null");
    requireNonNull(job, "job is null");
    requireNonNull(jobName, "jobName is null");
    requireNonNull(since, "since is null");
    requireNonNull(digest, "digest is null");
    requireNonNull(rule, "rule is null");
    requireNonNull(offset, "offset is null");
    requireNonNull(overlap, "overlap is null");
    requireNonNull(catchup, "catchup is null");
    requireNonNull(maxQueue, "maxQueue is null");
    folds = List.copyOf(folds);
    requireNonNull(alerts, "alerts is null");
  }

  /** What a schedule with this definition promises. */
  public static Promise of(
      JobDefinition job, Instant since, String digest, Duration offset, List<Instant> folds) {
    return new Promise(
        job.owner(),
        job.id(),
        job.name(),
        since,
        digest,
        job.schedule(),
        offset,
        folds,
        job.overlap(),
        job.catchup(),
        job.boot().maxQueue(),
        job.alerts());
  }

  /** The server's nominal time of a due time. */
  public Instant nominal(Instant due) {
    return due.plus(offset);
  }

  /** When the server acts on a due time at the latest, were it not late. */
  public Instant latest(Instant due) {
    return nominal(due).plus(rule.stagger().jitter());
  }

  /** The id of the workflow that the server starts for a due time. */
  public String workflowId(Instant due) {
    return job + "-" + DateTimeFormatter.ISO_INSTANT.format(nominal(due));
  }
}
