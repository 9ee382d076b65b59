package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.PlannedJob;
import dev.reveille.starter.schedule.HeldSchedules.Listed;
import dev.reveille.starter.schedule.SchedulePlan.Action;
import dev.reveille.starter.schedule.SchedulePlan.Step;
import dev.reveille.starter.server.ServerErrors;
import dev.reveille.workflows.JobRun;
import io.grpc.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Finds the schedules of a plan that have our digest, and yet are not as we wrote them. */
final class HandLook {
  private final ScheduleWriter server;
  private final SideBySide calls;
  private final Instant now;

  HandLook(ScheduleWriter server, SideBySide calls, Instant now) {
    this.server = server;
    this.calls = calls;
    this.now = now;
  }

  /** The plan, with an update where somebody changed a schedule by hand. */
  SchedulePlan over(SchedulePlan plan, List<Listed> listed, ScheduleApply.Look look) {
    Map<String, Listed> byJob = new HashMap<>();
    listed.forEach(each -> byJob.put(each.held().job(), each));
    List<Callable<Step>> steps = new ArrayList<>();
    for (Step step : plan.steps()) {
      Listed held = byJob.get(step.job());
      boolean describes =
          held != null
              && stays(step.action())
              && (look == ScheduleApply.Look.EACH
                  || isSuspect(requireNonNull(step.planned()), held, now));
      steps.add(() -> describes ? seen(step) : step);
    }
    return new SchedulePlan(calls.call(steps));
  }

  private static boolean stays(Action action) {
    return action == Action.UNCHANGED || action == Action.PAUSE || action == Action.RESUME;
  }

  /** Whether the list alone shows that it is not as we wrote it. */
  static boolean isSuspect(PlannedJob job, Listed held, Instant now) {
    return !JobRun.TYPE.equals(held.workflow())
        || !SameTimes.listed(job.definition().schedule(), held.spec(), now);
  }

  private Step seen(Step step) {
    try {
      List<String> changes = server.handChanges(requireNonNull(step.planned()));
      return changes.isEmpty() ? step : update(step, HandChanges.text(changes));
    } catch (RuntimeException e) {
      Status.Code code = ServerErrors.code(e);
      if (code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED) {
        throw e;
      }
      // The update describes again; a second failure is then this job's alone.
      return update(step, "cannot be looked at: " + ServerErrors.description(e));
    }
  }

  private static Step update(Step step, String why) {
    return new Step(step.job(), Action.UPDATE, step.planned(), why);
  }
}
