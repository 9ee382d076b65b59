package dev.reveille.starter.probe;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ProbedTarget;
import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.Queues;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;

/** How every probe is started, whoever starts it. */
final class ProbeOptions {
  private ProbeOptions() {}

  static WorkflowOptions of(PlannedProbe probe, String workflowId) {
    JobDefinition job = probe.job();
    ProbedTarget probed = probe.probed();
    SearchAttributes.Builder attributes =
        SearchAttributes.newBuilder()
            .set(Attributes.JOB, probed.id())
            .set(Attributes.TARGET, probed.target().toString())
            .set(Attributes.AGENT, probed.agent());
    ModelPin pin = job.pin();
    if (pin != null) {
      attributes.set(Attributes.MODEL, pin.model().toString());
    }
    return WorkflowOptions.newBuilder()
        .setWorkflowId(workflowId)
        .setTaskQueue(Queues.RUN)
        .setTypedSearchAttributes(attributes.build())
        .setStaticSummary("Boots " + probed.agent() + " for " + probed.target() + ", no prompt")
        .setStaticDetails(
            "A probe: boots the agent as a run of the job "
                + job.id()
                + " would, and dismisses it at once. Nothing is asked of any model.")
        .build();
  }
}
