package dev.reveille.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.JobRun;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillRunTest {
  private static final JobDefinition JOB = DrillJob.of("desk", Path.of("/desk"));

  @Test
  void a_drill_that_is_interrupted_leaves_no_run_behind_also_where_no_worker_is() {
    TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder();
    options.registerSearchAttribute(
        Attributes.JOB.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    options.registerSearchAttribute(
        Attributes.TARGET.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    TestWorkflowEnvironment server = TestWorkflowEnvironment.newInstance(options.build());
    try (server) {
      DrillRun run = DrillRun.start(server.getWorkflowClient(), JOB, Clock.systemUTC());
      Thread.currentThread().interrupt();
      run.close();

      assertThat(Thread.interrupted()).as("the caller still knows that it is to end").isTrue();
      assertThat(status(server, run))
          .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED);
      assertThat(run.key().workflowId()).startsWith("drill-of-alerts-");
    }
  }

  private static WorkflowExecutionStatus status(TestWorkflowEnvironment server, DrillRun run) {
    WorkflowStub stub =
        server
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                run.key().workflowId(), Optional.of(run.key().runId()), Optional.of(JobRun.TYPE));
    return stub.describe().getStatus();
  }
}
