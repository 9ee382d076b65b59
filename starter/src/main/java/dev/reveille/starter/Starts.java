package dev.reveille.starter;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.Trigger;
import dev.reveille.starter.failure.AlreadyRunning;
import dev.reveille.starter.failure.JobPaused;
import dev.reveille.starter.failure.WaitTimedOut;
import dev.reveille.starter.schedule.HeldJob;
import dev.reveille.starter.server.RunOptions;
import dev.reveille.workflows.JobRun;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Starts runs by hand, as {@code overlap} lets them. */
final class Starts {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

  private final ServerRuns server;
  private final Clock clock;

  Starts(ServerRuns server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  RunHandle start(JobDefinition definition, HeldJob held, StartOptions options) {
    if (held.paused() && !options.evenPaused()) {
      throw new JobPaused(definition.id(), held.note());
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String key = options.key();
    String id = definition.id() + "-manual-" + (key == null ? unique(now) : key);
    if (key == null || !isStarted(id)) {
      makeRoom(definition, held, options, now);
    }
    WorkflowOptions.Builder workflow = RunOptions.of(definition, id);
    if (options.output()) {
      workflow.setMemo(Map.of(JobRun.OUTPUT_WANTED, true));
    }
    workflow.setWorkflowIdReusePolicy(
        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE);
    RunKey run =
        server.reach(
            () -> {
              try {
                return start(workflow.build(), definition, Trigger.MANUAL, now);
              } catch (WorkflowExecutionAlreadyStarted e) {
                return new RunKey(id, e.getExecution().getRunId());
              }
            });
    return new RunHandle(server, run, definition.id());
  }

  /** As {@link ServerRuns#start}. */
  RunKey start(WorkflowOptions options, JobDefinition definition, Trigger trigger, Instant due) {
    return server.start(
        options,
        new JobRun.Input(
            JobRun.Input.VERSION, definition, definition.digest(), trigger, due, 0, List.of()));
  }

  private static String unique(Instant now) {
    String suffix = Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));
    return STAMP.format(now) + "-" + suffix;
  }

  private boolean isStarted(String id) {
    return server.knows(new RunKey(id, ""));
  }

  private void makeRoom(
      JobDefinition definition, HeldJob held, StartOptions options, Instant began) {
    Overlap overlap = definition.overlap();
    if (overlap == Overlap.ALLOW_ALL) {
      return;
    }
    for (RunKey other : server.underWay(definition.id(), held)) {
      if (overlap == Overlap.SKIP) {
        throw new AlreadyRunning(definition.id(), other, overlap);
      }
      server.makeWay(other, overlap);
      awaitEnd(definition, other, options, began);
    }
  }

  private void awaitEnd(
      JobDefinition definition, RunKey other, StartOptions options, Instant began) {
    Duration patience = options.patience();
    Duration left =
        patience == null ? null : patience.minus(Duration.between(began, clock.instant()));
    try {
      if (left != null && (left.isNegative() || left.isZero())) {
        throw new AlreadyRunning(definition.id(), other, definition.overlap());
      }
      server.end(other, definition.id(), left);
    } catch (WaitTimedOut e) {
      throw new AlreadyRunning(definition.id(), other, definition.overlap());
    }
  }
}
