package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.util.Timestamps;
import dev.reveille.domain.Nearest;
import dev.reveille.starter.failure.AnotherOwner;
import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.failure.NoSuchJob;
import dev.reveille.starter.server.ServerErrors;
import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.JobRun;
import dev.reveille.workflows.Queues;
import io.grpc.Status;
import io.temporal.api.workflowservice.v1.ListScheduleMatchingTimesRequest;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The jobs whose schedules a namespace holds: asked, paused, resumed. Every method blocks for its
 * calls to the server and throws {@link NoServer} when none answers; those that take a job throw
 * {@link NoSuchJob} and {@link AnotherOwner}. Thread-safe.
 */
public final class JobSchedules {
  /** How far ahead the server is asked for due times. */
  private static final Duration HORIZON = Duration.ofDays(10 * 366);

  /** Most due times that are looked up at once. */
  public static final int MOST_TIMES = 500;

  private final WorkflowServiceStubs stubs;
  private final String namespace;
  private final @Nullable String owner;
  private final ScheduleClient client;
  private final Clock clock;

  /**
   * For a namespace of a server; does not connect yet.
   *
   * @param owner whose jobs these are; null for the jobs of all owners
   */
  public JobSchedules(
      WorkflowServiceStubs stubs, String namespace, @Nullable String owner, Clock clock) {
    this.stubs = requireNonNull(stubs, "stubs is null");
    this.namespace = requireNonNull(namespace, "namespace is null");
    this.owner = owner;
    this.client = ScheduleApply.scheduleClient(stubs, namespace);
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** A job as its schedule has it. */
  public HeldJob held(String job) {
    ScheduleDescription described = describe(job);
    JobRun.Input input = ScheduleForm.input(described);
    if (input == null) {
      throw new NoSuchJob(job, null);
    }
    return HeldJob.of(input, described);
  }

  /** All schedules of an owner, by job; of all owners for null. Up to two seconds old. */
  public List<HeldSchedule> list(@Nullable String of) {
    return reach(() -> HeldSchedules.list(client)).stream()
        .filter(held -> of == null || of.equals(held.owner()))
        .sorted(Comparator.comparing(HeldSchedule::job))
        .toList();
  }

  /** The next due times, also of a paused job; {@code count} is from 1 to {@value #MOST_TIMES}. */
  public List<NextTime> next(String job, int count) {
    if (count < 1 || count > MOST_TIMES) {
      throw new IllegalArgumentException(
          "count: " + count + " (expected: 1 to " + MOST_TIMES + ")");
    }
    HeldJob held = held(job);
    List<NextTime> next = NextTimes.of(held.input(), held.promised());
    if (next.size() < count && !held.promised().isEmpty()) {
      next = NextTimes.of(held.input(), matching(job));
    }
    return next.subList(0, Math.min(count, next.size()));
  }

  private List<Instant> matching(String job) {
    Instant now = clock.instant();
    ListScheduleMatchingTimesRequest request =
        ListScheduleMatchingTimesRequest.newBuilder()
            .setNamespace(namespace)
            .setScheduleId(Queues.schedule(job))
            .setStartTime(Timestamps.fromMillis(now.toEpochMilli()))
            .setEndTime(Timestamps.fromMillis(now.plus(HORIZON).toEpochMilli()))
            .build();
    return reach(() -> stubs.blockingStub().listScheduleMatchingTimes(request))
        .getStartTimeList()
        .stream()
        .map(time -> Instant.ofEpochSecond(time.getSeconds(), time.getNanos()))
        .toList();
  }

  /**
   * Pauses a job, until it is resumed; survives every apply.
   *
   * @param note why, for people; empty for none
   */
  public void pause(String job, String note) {
    String reason = note.isBlank() || note.equals(PauseNotes.BY_FILE) ? "" : ": " + note.strip();
    steer(job, handle -> handle.pause(PauseNotes.BY_COMMAND + reason));
  }

  /** Resumes a paused job. */
  public void resume(String job) {
    steer(job, handle -> handle.unpause(PauseNotes.RESUMED));
  }

  private void steer(String job, Consumer<ScheduleHandle> how) {
    describe(job);
    reach(
        () -> {
          how.accept(client.getHandle(Queues.schedule(job)));
          return true;
        });
  }

  private ScheduleDescription describe(String job) {
    ScheduleDescription described =
        reach(
            () -> {
              try {
                return client.getHandle(Queues.schedule(job)).describe();
              } catch (RuntimeException e) {
                if (ServerErrors.code(e) == Status.Code.NOT_FOUND
                    && !ServerErrors.description(e).contains("Namespace")) {
                  throw new NoSuchJob(job, nearest(job));
                }
                throw e;
              }
            });
    String holder = described.getTypedSearchAttributes().get(Attributes.OWNER);
    if (owner != null && !owner.equals(holder)) {
      throw new AnotherOwner(job, holder, owner);
    }
    return described;
  }

  private @Nullable String nearest(String job) {
    return Nearest.to(job, list(owner).stream().map(HeldSchedule::job).toList()).orElse(null);
  }

  private <T> T reach(Supplier<T> call) {
    return ServerErrors.reach(namespace, call);
  }
}
