package dev.reveille.bench;

import dev.reveille.workflows.Attributes;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.OffsetDateTime;

/** One activity after the other. */
public final class BareRunImpl implements BareRun {
  private final BareSteps steps =
      Workflow.newActivityStub(
          BareSteps.class,
          ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build());

  @Override
  public void run(boolean program) {
    OffsetDateTime due = Workflow.getTypedSearchAttributes().get(Attributes.SCHEDULED_START);
    steps.prepare(due == null ? null : due.toInstant().toEpochMilli());
    steps.work(program);
  }
}
