package dev.reveille.activities.record;

import dev.reveille.workflows.Queues;
import dev.reveille.workflows.ResultDelivery;
import dev.reveille.workflows.ResultDelivery.Result;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the workflow that delivers a result. One call to the server. */
public final class ResultStarter implements ResultSender {
  private static final Logger LOG = LoggerFactory.getLogger(ResultStarter.class);

  private final WorkflowClient client;

  public ResultStarter(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public void send(Result result) {
    ResultDelivery delivery =
        client.newWorkflowStub(
            ResultDelivery.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(Queues.resultDelivery(result.key()))
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setTaskQueue(Queues.RUN)
                .setStaticSummary("Result of " + result.jobName())
                .build());
    try {
      WorkflowClient.start(delivery::run, result);
    } catch (WorkflowExecutionAlreadyStarted again) {
      LOG.debug("the result of {} is on its way already", result.key());
    }
  }
}
