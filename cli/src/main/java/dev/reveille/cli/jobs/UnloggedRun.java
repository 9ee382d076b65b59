package dev.reveille.cli.jobs;

import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.Trigger;
import dev.reveille.starter.RunResult;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run that no run log within reach knows: only what the one who started it knows. */
record UnloggedRun(RunKey run, JobDefinition definition, Instant started, String namespace) {
  RunView queued() {
    return view(RunStatus.QUEUED, null, null);
  }

  RunView ended(RunResult end) {
    RunStatus status =
        switch (end.ending()) {
          case SUCCEEDED -> RunStatus.SUCCEEDED;
          case SKIPPED -> RunStatus.SKIPPED;
          case CANCELLED -> RunStatus.CANCELLED;
          case FAILED, TERMINATED, TIMED_OUT -> RunStatus.FAILED;
        };
    return view(status, end.verdict(), end.message());
  }

  private RunView view(RunStatus status, @Nullable String verdict, @Nullable String message) {
    AgentProfile agent = definition.agent();
    return new RunView(
        run.workflowId(),
        definition.id(),
        started,
        Trigger.MANUAL,
        definition.target().toString(),
        agent == null ? null : agent.name(),
        definition.digest(),
        status,
        verdict,
        message,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of(),
        new RunView.Temporal(namespace, run.workflowId(), run.runId()));
  }
}
