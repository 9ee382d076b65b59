package dev.reveille.domain.run;

import static java.util.Objects.requireNonNull;

/** One run: Temporal's workflow id and run id. A workflow id alone may have run more than once. */
public record RunKey(String workflowId, String runId) {
  public RunKey {
    requireNonNull(workflowId, "workflowId is null");
    requireNonNull(runId, "runId is null");
  }

  @Override
  public String toString() {
    return workflowId + " (" + runId + ")";
  }
}
