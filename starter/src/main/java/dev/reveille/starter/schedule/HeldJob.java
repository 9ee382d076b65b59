package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.RunKey;
import dev.reveille.workflows.JobRun;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleDescription;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A job as its schedule has it, at the moment it was asked.
 *
 * @param input what its runs are given
 * @param paused whether the server starts nothing of it by itself
 * @param note why it is paused, or the last note
 * @param running the runs that the schedule knows it started; it does not know of others
 * @param promised the server's next times, offset and jitter included; some ten
 */
public record HeldJob(
    JobRun.Input input, boolean paused, String note, List<RunKey> running, List<Instant> promised) {
  public HeldJob {
    requireNonNull(input, "input is null");
    requireNonNull(note, "note is null");
    running = List.copyOf(running);
    promised = List.copyOf(promised);
  }

  public JobDefinition definition() {
    return input.definition();
  }

  static HeldJob of(JobRun.Input input, ScheduleDescription described) {
    var state = requireNonNull(described.getSchedule().getState(), "state is null");
    return new HeldJob(
        input,
        state.isPaused(),
        Objects.requireNonNullElse(state.getNote(), ""),
        described.getInfo().getRunningActions().stream()
            .map(ScheduleActionExecutionStartWorkflow.class::cast)
            .map(action -> new RunKey(action.getWorkflowId(), action.getFirstExecutionRunId()))
            .toList(),
        described.getInfo().getNextActionTimes());
  }
}
