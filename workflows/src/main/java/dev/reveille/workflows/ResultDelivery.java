package dev.reveille.workflows;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.run.RunKey;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;

/**
 * Brings the result of a good run to those who wait for it. A workflow of its own, so that a dead
 * channel never holds a run open.
 */
@WorkflowInterface
public interface ResultDelivery {
  String TYPE = "ResultDelivery";

  /** Fails with type {@code UNDELIVERED} when a channel never took it. */
  @WorkflowMethod(name = TYPE)
  void run(Result result);

  /**
   * Whose result. What it says is in the run log.
   *
   * @param channels by name
   * @param alerts whom it is told to that a channel never took it
   */
  record Result(
      RunKey key,
      String owner,
      String job,
      String jobName,
      Instant due,
      List<String> channels,
      AlertPolicy alerts) {
    public Result {
      requireNonNull(key, "key is null");
      requireNonNull(owner, "owner is null");
      requireNonNull(job, "job is null");
      requireNonNull(jobName, "jobName is null");
      requireNonNull(due, "due is null");
      requireNonNull(alerts, "alerts is null");
      channels = List.copyOf(channels);
    }
  }
}
