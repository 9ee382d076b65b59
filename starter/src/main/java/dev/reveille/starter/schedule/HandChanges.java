package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.run.Trigger;
import dev.reveille.starter.server.RunOptions;
import dev.reveille.workflows.JobRun;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.SchedulePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody changed in Temporal in a schedule whose digest still says that it is as we wrote
 * it. Pause, note, remaining actions and what we never say (such as pausing on failure) are
 * people's own to set.
 */
final class HandChanges {
  private HandChanges() {}

  /** What differs, in words; empty for nothing. */
  static List<String> of(ScheduleForm form, ScheduleDescription described) {
    Schedule wanted = form.create(new PlannedJob(form.definition(), true));
    Schedule held = described.getSchedule();
    List<String> changes = new ArrayList<>();
    if (!SameTimes.described(wanted.getSpec(), held.getSpec())) {
      changes.add("times");
    }
    SchedulePolicy policy = requireNonNull(held.getPolicy(), "policy is null");
    SchedulePolicy ours = requireNonNull(wanted.getPolicy(), "policy is null");
    if (policy.getOverlap() != ours.getOverlap()) {
      changes.add("overlap");
    }
    if (!Objects.equals(policy.getCatchupWindow(), ours.getCatchupWindow())) {
      changes.add("catchup");
    }
    if (!startsTheSame(form, described)) {
      changes.add("what it starts");
    }
    return changes;
  }

  static String text(List<String> changes) {
    return "was changed by hand in Temporal (" + String.join(", ", changes) + ")";
  }

  private static boolean startsTheSame(ScheduleForm form, ScheduleDescription described) {
    JobRun.Input input = ScheduleForm.input(described);
    if (input == null
        || input.trigger() != Trigger.SCHEDULE
        || input.due() != null
        || input.offsetMillis() != form.offset().toMillis()
        || !input.folds().equals(form.told().folds())
        || !input.definition().digest().equals(form.definition().digest())) {
      return false;
    }
    WorkflowOptions held =
        ((ScheduleActionStartWorkflow) described.getSchedule().getAction()).getOptions();
    WorkflowOptions ours = RunOptions.of(form.definition(), form.definition().id()).build();
    return Objects.equals(held.getWorkflowId(), ours.getWorkflowId())
        && Objects.equals(held.getTaskQueue(), ours.getTaskQueue())
        && isUnlimited(held.getWorkflowExecutionTimeout())
        && isUnlimited(held.getWorkflowRunTimeout());
  }

  private static boolean isUnlimited(@Nullable Duration limit) {
    return limit == null || limit.isZero();
  }
}
