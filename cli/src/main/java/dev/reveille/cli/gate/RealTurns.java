package dev.reveille.cli.gate;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.Trigger;
import dev.reveille.runlog.RunReader;
import dev.reveille.starter.ReveilleClient;
import dev.reveille.starter.RunResult;
import dev.reveille.starter.server.RunOptions;
import dev.reveille.workflows.JobRun;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A turn is a run like any other, by a job that no schedule holds. */
final class RealTurns implements Turns {
  private final WorkflowClient client;
  private final ReveilleClient jobs;
  private final RunReader log;
  private final String gate;

  /**
   * @param gate tells this gate's runs from any other's
   */
  RealTurns(WorkflowClient client, ReveilleClient jobs, RunReader log, String gate) {
    this.client = client;
    this.jobs = jobs;
    this.log = log;
    this.gate = gate;
  }

  @Override
  public Turn turn(JobDefinition definition, @Nullable Build build) {
    WorkflowOptions.Builder options = RunOptions.of(definition, definition.id() + "-" + gate);
    if (build != null) {
      options.setVersioningOverride(build.pinned());
    }
    WorkflowExecution started =
        client
            .newUntypedWorkflowStub(JobRun.TYPE, options.build())
            .start(
                new JobRun.Input(
                    JobRun.Input.VERSION,
                    definition,
                    definition.digest(),
                    Trigger.MANUAL,
                    Instant.now(),
                    0,
                    List.of()));
    RunKey run = new RunKey(started.getWorkflowId(), started.getRunId());
    RunResult end = jobs.runs().attach(run).end();
    String agent = definition.agent() == null ? "" : definition.agent().name();
    return new Turn(agent, run.workflowId(), end.verdict(), end.message(), returned(run));
  }

  private @Nullable Integer returned(RunKey run) {
    return log.find(run, 0).map(RunView::tools).map(RunView.Tools::returned).orElse(null);
  }
}
