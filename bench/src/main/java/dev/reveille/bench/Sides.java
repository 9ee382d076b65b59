package dev.reveille.bench;

import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.run.Trigger;
import dev.reveille.workflows.JobRun;
import dev.reveille.workflows.Queues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The kinds of run that are compared. */
final class Sides {
  /** As trivial as programs get. */
  static final String PROGRAM = "/usr/bin/true";

  private static final ScheduleRule DAILY =
      ScheduleRule.every(Duration.ofDays(1), null, Stagger.jitter(Duration.ZERO));

  /** One kind of run. */
  interface Side {
    String name();

    /** Begins a run; returns at once. */
    WorkflowStub start(String id);
  }

  private Sides() {}

  static Side bare(Site site, String name, boolean program) {
    WorkflowClient client = site.bareClient();
    return new Side() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public WorkflowStub start(String id) {
        WorkflowStub run =
            client.newUntypedWorkflowStub(
                BareRun.TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id)
                    .setTaskQueue(Site.BARE_QUEUE)
                    .build());
        run.start(program);
        return run;
      }
    };
  }

  static Side shaped(Site site, String name) {
    return jobRun(site, name, ShapedRun.TYPE, ShapedRun.TYPE, Isolation.Kind.NONE);
  }

  static Side reveille(Site site, String name, Isolation.Kind isolation) {
    return jobRun(site, name, JobRun.TYPE, Queues.RUN, isolation);
  }

  private static Side jobRun(
      Site site, String name, String type, String queue, Isolation.Kind isolation) {
    WorkflowClient client = site.client();
    JobDefinition job = Jobs.command("bench-" + isolation.word(), "bench", DAILY, isolation);
    String digest = job.digest();
    return new Side() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public WorkflowStub start(String id) {
        WorkflowStub run =
            client.newUntypedWorkflowStub(
                type, WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(queue).build());
        run.start(
            new JobRun.Input(
                JobRun.Input.VERSION, job, digest, Trigger.MANUAL, Instant.now(), 0, List.of()));
        return run;
      }
    };
  }
}
