package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.starter.schedule.ApplyReport.Outcome;
import dev.reveille.starter.schedule.ApplyReport.Result;
import dev.reveille.starter.server.ServerErrors;
import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.JobRun;
import dev.reveille.workflows.Queues;
import io.grpc.Status;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the steps of a plan. What the list said may be two seconds old, so nothing that
 * exists is written before it was described.
 */
final class ScheduleWriter {
  /** Another writer between our describe and our update is met by describing again. */
  private static final int UPDATE_ATTEMPTS = 3;

  private final ScheduleClient client;
  private final String owner;
  private final Instant now;

  ScheduleWriter(ScheduleClient client, String owner, Instant now) {
    this.client = client;
    this.owner = owner;
    this.now = now;
  }

  String owner() {
    return owner;
  }

  /** The moment for which all is planned and written. */
  Instant now() {
    return now;
  }

  /** Does one step; a failure is a result, too. */
  Result carryOut(SchedulePlan.Step step, Duration offset) {
    try {
      return switch (step.action()) {
        case UNCHANGED -> new Result(step.job(), Outcome.UNCHANGED, step.message());
        case DONE -> new Result(step.job(), Outcome.DONE, step.message());
        case REFUSE -> new Result(step.job(), Outcome.REFUSED, step.message());
        case DELETE -> delete(step.job());
        case CREATE -> create(requireNonNull(step.planned()), offset);
        case UPDATE -> updateOrCreate(requireNonNull(step.planned()), offset);
        case PAUSE, RESUME -> pauseOrResume(requireNonNull(step.planned()));
      };
    } catch (RuntimeException e) {
      return new Result(
          step.job(), Outcome.FAILED, "the server said: " + ServerErrors.description(e));
    }
  }

  /** What was changed by hand in a schedule that is ours and has this digest; empty for nothing. */
  List<String> handChanges(PlannedJob job) {
    try {
      ScheduleDescription described = handle(job.definition().id()).describe();
      var attributes = described.getTypedSearchAttributes();
      ScheduleRule rule = job.definition().schedule();
      Duration kept = rule.stagger().auto() ? offset(described, rule) : null;
      ScheduleForm form =
          ScheduleForm.of(job.definition(), kept == null ? Duration.ZERO : kept, now);
      return owner.equals(attributes.get(Attributes.OWNER))
              && form.digest().equals(attributes.get(Attributes.DEFINITION))
          ? HandChanges.of(form, described)
          : List.of();
    } catch (RuntimeException e) {
      if (ServerErrors.code(e) == Status.Code.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  /** The offset that a job's schedule has; empty when there is none, or its rule is another. */
  Optional<Duration> offset(String job, ScheduleRule rule) {
    try {
      return Optional.ofNullable(offset(handle(job).describe(), rule));
    } catch (RuntimeException e) {
      if (ServerErrors.code(e) == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static @Nullable Duration offset(ScheduleDescription described, ScheduleRule rule) {
    JobRun.Input input = ScheduleForm.input(described);
    if (input == null || !input.definition().schedule().equals(rule)) {
      return null;
    }
    Duration offset = Duration.ofMillis(input.offsetMillis());
    return offset.compareTo(ScheduleSpecs.longestOffset(rule)) <= 0 ? offset : null;
  }

  private Result create(PlannedJob job, Duration offset) {
    ScheduleForm form = ScheduleForm.of(job.definition(), offset, now);
    try {
      client.createSchedule(
          Queues.schedule(job.definition().id()),
          form.create(job),
          ScheduleOptions.newBuilder().setTypedSearchAttributes(form.attributes()).build());
    } catch (ScheduleAlreadyRunningException e) {
      return update(job, offset);
    }
    return new Result(job.definition().id(), Outcome.CREATED, PauseNotes.atCreation(job));
  }

  private Result updateOrCreate(PlannedJob job, Duration offset) {
    try {
      return update(job, offset);
    } catch (RuntimeException e) {
      if (ServerErrors.code(e) == Status.Code.NOT_FOUND) {
        return create(job, offset);
      }
      throw e;
    }
  }

  private Result update(PlannedJob job, Duration offset) {
    AtomicReference<Result> result = new AtomicReference<>();
    for (int attempt = 1; ; attempt++) {
      try {
        handle(job.definition().id())
            .update(input -> edited(job, offset, input.getDescription(), result));
        return requireNonNull(result.get(), "update was not asked");
      } catch (RuntimeException e) {
        Status.Code code = ServerErrors.code(e);
        boolean raced = code == Status.Code.FAILED_PRECONDITION || code == Status.Code.ABORTED;
        if (!raced || attempt == UPDATE_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** The edited schedule; null, which writes nothing, where it is not ours or needs no edit. */
  private @Nullable ScheduleUpdate edited(
      PlannedJob job,
      Duration offset,
      ScheduleDescription described,
      AtomicReference<Result> result) {
    String id = job.definition().id();
    String holder = described.getTypedSearchAttributes().get(Attributes.OWNER);
    if (!owner.equals(holder)) {
      result.set(new Result(id, Outcome.REFUSED, SchedulePlan.heldByAnother(holder)));
      return null;
    }
    ScheduleRule rule = job.definition().schedule();
    Duration kept = rule.stagger().auto() ? offset(described, rule) : null;
    ScheduleForm form = ScheduleForm.of(job.definition(), kept == null ? offset : kept, now);
    List<String> changes = HandChanges.of(form, described);
    var state = requireNonNull(described.getSchedule().getState(), "state is null");
    boolean samePause = job.enabled() ? !ScheduleForm.pausedByFile(state) : state.isPaused();
    boolean sameForm =
        Objects.equals(
            described.getTypedSearchAttributes().get(Attributes.DEFINITION), form.digest());
    String note = state.isPaused() ? note(state.getNote()) : "";
    if (samePause && sameForm && changes.isEmpty()) {
      result.set(new Result(id, Outcome.UNCHANGED, note));
      return null;
    }
    boolean byHand = sameForm && !changes.isEmpty();
    String why = byHand ? HandChanges.text(changes) : "";
    String message = why.isEmpty() || note.isEmpty() ? why + note : why + "; " + note;
    result.set(new Result(id, Outcome.UPDATED, message));
    return new ScheduleUpdate(form.edit(described, job.enabled()), form.attributes());
  }

  private Result pauseOrResume(PlannedJob job) {
    String id = job.definition().id();
    ScheduleHandle handle = handle(id);
    ScheduleDescription described = handle.describe();
    var state = requireNonNull(described.getSchedule().getState(), "state is null");
    String holder = described.getTypedSearchAttributes().get(Attributes.OWNER);
    if (!owner.equals(holder)) {
      return new Result(id, Outcome.REFUSED, SchedulePlan.heldByAnother(holder));
    }
    if (!job.enabled() && !state.isPaused()) {
      handle.pause(PauseNotes.BY_FILE);
      return new Result(id, Outcome.PAUSED, PauseNotes.BY_FILE);
    }
    if (job.enabled() && ScheduleForm.pausedByFile(state)) {
      handle.unpause(PauseNotes.ENABLED);
      return new Result(id, Outcome.RESUMED, PauseNotes.ENABLED);
    }
    return new Result(id, Outcome.UNCHANGED, note(state.getNote()));
  }

  private Result delete(String job) {
    ScheduleHandle handle = handle(job);
    try {
      String holder = handle.describe().getTypedSearchAttributes().get(Attributes.OWNER);
      if (!owner.equals(holder)) {
        return new Result(job, Outcome.REFUSED, SchedulePlan.heldByAnother(holder));
      }
      handle.delete();
    } catch (RuntimeException e) {
      if (ServerErrors.code(e) != Status.Code.NOT_FOUND) {
        throw e;
      }
      return new Result(job, Outcome.UNCHANGED, "was deleted already");
    }
    return new Result(job, Outcome.DELETED, "");
  }

  private ScheduleHandle handle(String job) {
    return client.getHandle(Queues.schedule(job));
  }

  private static String note(@Nullable String note) {
    return note == null ? "" : note;
  }
}
