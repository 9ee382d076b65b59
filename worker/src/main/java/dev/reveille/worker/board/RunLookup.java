package dev.reveille.worker.board;

import dev.reveille.domain.run.RunKey;
import dev.reveille.runlog.RunReader;
import java.util.List;

/** Which run a path means. */
final class RunLookup {
  private RunLookup() {}

  /**
   * The run named; of several runs of one slot the newest.
   *
   * @param runId empty for the newest
   * @throws Refused when there is none
   */
  static RunKey key(RunReader log, String workflowId, String runId) {
    List<RunKey> found = log.resolve(runId.isEmpty() ? workflowId : workflowId + "/" + runId);
    return found.stream()
        .filter(key -> key.workflowId().equals(workflowId))
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    404,
                    "The run log has no run of that name. One that was started just now is there once a worker has taken it up."));
  }
}
