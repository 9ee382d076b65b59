package dev.reveille.bench;

import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.JobRun;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Opens, boots, executes, verifies, settles and indexes, all of it in name only. */
public final class ShapedRunImpl implements ShapedRun {
  private final Notes notes =
      Workflow.newLocalActivityStub(
          Notes.class,
          LocalActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(10))
              .setDoNotIncludeArgumentsIntoMarker(true)
              .build());

  @Override
  public void run(JobRun.Input input) {
    notes.note("open");
    String lease = steps(BOOT_QUEUE).boot(input);
    steps(HOST_QUEUE).execute(lease);
    notes.note("verify");
    notes.note("settle");
    Workflow.upsertTypedSearchAttributes(
        Attributes.VERDICT.valueSet("OK"), Attributes.BOOT_MILLIS.valueSet(1L));
  }

  private static Steps steps(String queue) {
    return Workflow.newActivityStub(
        Steps.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(queue)
            .setStartToCloseTimeout(Duration.ofMinutes(1))
            .setHeartbeatTimeout(Duration.ofSeconds(30))
            .setScheduleToStartTimeout(Duration.ofSeconds(10))
            .setSummary("execute the command, at most 1m")
            .build());
  }
}
