package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.Json;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.run.Trigger;
import dev.reveille.starter.server.RunOptions;
import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.JobRun;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.common.SearchAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job's schedule as we write it.
 *
 * @param digest of all of it but the offset, which moves only when a crowd does
 */
record ScheduleForm(
    JobDefinition definition, Duration offset, ScheduleSpecs.ServerSpec told, String digest) {
  /** Raised when we write schedules in another way, so that each is written once more. */
  private static final int FORM = 1;

  static ScheduleForm of(JobDefinition definition, Duration offset, Instant now) {
    ScheduleSpecs.ServerSpec told = ScheduleSpecs.of(definition.schedule(), offset, now);
    return new ScheduleForm(definition, offset, told, digest(definition, told));
  }

  static String digest(JobDefinition definition, Instant now) {
    return digest(definition, ScheduleSpecs.of(definition.schedule(), Duration.ZERO, now));
  }

  private static String digest(JobDefinition definition, ScheduleSpecs.ServerSpec told) {
    return Json.digest(new Digested(FORM, definition, told.repairs(), told.folds()));
  }

  /** A schedule that was not there before. */
  Schedule create(PlannedJob job) {
    ScheduleState.Builder state =
        ScheduleState.newBuilder()
            .setPaused(!job.startsAtOnce())
            .setNote(PauseNotes.atCreation(job));
    if (definition.schedule().kind() == ScheduleRule.Kind.AT) {
      state.setLimitedAction(true).setRemainingActions(1);
    }
    return Schedule.newBuilder()
        .setAction(action())
        .setSpec(told.spec())
        .setPolicy(policy(SchedulePolicy.newBuilder()))
        .setState(state.build())
        .build();
  }

  /** The described schedule with what we say of it changed; pause, note and the rest stay. */
  Schedule edit(ScheduleDescription described, boolean enabled) {
    Schedule old = described.getSchedule();
    ScheduleState before = requireNonNull(old.getState(), "state is null");
    ScheduleState.Builder state = ScheduleState.newBuilder(before);
    if (!enabled && !before.isPaused()) {
      state.setPaused(true).setNote(PauseNotes.BY_FILE);
    } else if (enabled && pausedByFile(before)) {
      state.setPaused(false).setNote(PauseNotes.ENABLED);
    }
    ScheduleRule rule = definition.schedule();
    JobRun.Input input = input(described);
    boolean sameTime = input != null && input.definition().schedule().equals(rule);
    if (rule.kind() == ScheduleRule.Kind.AT) {
      if (!sameTime) {
        state.setLimitedAction(true).setRemainingActions(1);
      }
    } else if (input != null && input.definition().schedule().kind() == ScheduleRule.Kind.AT) {
      state.setLimitedAction(false).setRemainingActions(0);
    }
    SchedulePolicy policy = requireNonNull(old.getPolicy(), "policy is null");
    return Schedule.newBuilder(old)
        .setAction(action())
        .setSpec(told.spec())
        .setPolicy(policy(SchedulePolicy.newBuilder(policy)))
        .setState(state.build())
        .build();
  }

  SearchAttributes attributes() {
    return SearchAttributes.newBuilder()
        .set(Attributes.OWNER, definition.owner())
        .set(Attributes.DEFINITION, digest)
        .set(Attributes.JOB, definition.id())
        .build();
  }

  static boolean pausedByFile(ScheduleState state) {
    return state.isPaused() && PauseNotes.BY_FILE.equals(state.getNote());
  }

  /** What the described schedule gives its runs; null when it is not ours or cannot be read. */
  static JobRun.@Nullable Input input(ScheduleDescription described) {
    if (described.getSchedule().getAction() instanceof ScheduleActionStartWorkflow start
        && JobRun.TYPE.equals(start.getWorkflowType())) {
      try {
        return start.getArguments().get(0, JobRun.Input.class);
      } catch (RuntimeException e) {
        return null;
      }
    }
    return null;
  }

  private ScheduleActionStartWorkflow action() {
    JobRun.Input input =
        new JobRun.Input(
            JobRun.Input.VERSION,
            definition,
            definition.digest(),
            Trigger.SCHEDULE,
            null,
            offset.toMillis(),
            told.folds());
    return ScheduleActionStartWorkflow.newBuilder()
        .setWorkflowType(JobRun.TYPE)
        .setArguments(input)
        .setOptions(RunOptions.of(definition, definition.id()).build())
        .build();
  }

  private SchedulePolicy policy(SchedulePolicy.Builder policy) {
    return policy.setOverlap(overlap()).setCatchupWindow(definition.catchup()).build();
  }

  private ScheduleOverlapPolicy overlap() {
    return switch (definition.overlap()) {
      case SKIP -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP;
      case BUFFER_ONE -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE;
      case BUFFER_ALL -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ALL;
      case CANCEL_OTHER -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_CANCEL_OTHER;
      case TERMINATE_OTHER -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_TERMINATE_OTHER;
      case ALLOW_ALL -> ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL;
    };
  }

  /** What the digest is taken of. */
  record Digested(int form, JobDefinition definition, List<String> repairs, List<Instant> folds) {}
}
