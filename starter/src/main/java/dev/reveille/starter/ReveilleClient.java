package dev.reveille.starter;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.Trigger;
import dev.reveille.domain.schedule.DueTimes;
import dev.reveille.starter.failure.AlreadyRunning;
import dev.reveille.starter.failure.AnotherOwner;
import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.failure.NoSuchJob;
import dev.reveille.starter.failure.NoSuchRun;
import dev.reveille.starter.schedule.HeldJob;
import dev.reveille.starter.schedule.HeldSchedule;
import dev.reveille.starter.schedule.JobSchedules;
import dev.reveille.starter.schedule.NextTime;
import dev.reveille.starter.server.RunOptions;
import dev.reveille.starter.server.ServerErrors;
import dev.reveille.workflows.JobRun;
import dev.reveille.workflows.Payloads;
import io.grpc.Status;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts, watches and steers the jobs a server holds; for a user's own service as for the command
 * line. Every method blocks for its calls to the server; thread-safe. All throw {@link NoServer}
 * when no server answers.
 */
public final class ReveilleClient {
  /** Most due times one backfill takes on. */
  public static final int LONGEST_BACKFILL = 1_000;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

  private final String namespace;
  private final JobSchedules schedules;
  private final WorkflowClient workflows;
  private final Runs runs;
  private final Clock clock;

  private ReveilleClient(
      WorkflowServiceStubs stubs, String namespace, @Nullable String owner, Clock clock) {
    this.namespace = requireNonNull(namespace, "namespace is null");
    this.clock = clock;
    this.schedules = new JobSchedules(stubs, namespace, owner, clock);
    this.workflows =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(namespace)
                .setDataConverter(Payloads.converter())
                .build());
    this.runs = new Runs(workflows);
  }

  /**
   * A client for a namespace; does not connect yet. The stubs stay the caller's to close.
   *
   * @param owner whose jobs these are, so that another's are refused with {@link AnotherOwner};
   *     null for the jobs of all owners
   */
  public static ReveilleClient of(
      WorkflowServiceStubs stubs, String namespace, @Nullable String owner) {
    return new ReveilleClient(stubs, namespace, owner, Clock.systemUTC());
  }

  /**
   * Starts a job now, with the definition its schedule holds; also while it is paused. {@code
   * overlap} holds: {@code skip} refuses while a run is under way; {@code cancelOther} and {@code
   * terminateOther} end it and wait for its end; {@code bufferOne} and {@code bufferAll} wait for
   * it, in the calling thread; {@code allowAll} starts at once.
   *
   * @throws NoSuchJob if it has no schedule
   * @throws AnotherOwner if it is another's
   * @throws AlreadyRunning if it is running and its overlap is {@code skip}
   */
  public RunKey start(String job) {
    HeldJob held = schedules.held(job);
    return start(held.definition(), held);
  }

  /**
   * Starts a job now with this definition instead of the one its schedule holds.
   *
   * @throws NoSuchJob as for {@link #start(String)}, as the others
   */
  public RunKey start(JobDefinition definition) {
    return start(definition, schedules.held(definition.id()));
  }

  private RunKey start(JobDefinition definition, HeldJob held) {
    makeRoom(definition, held);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String suffix = Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));
    String id = definition.id() + "-manual-" + STAMP.format(now) + "-" + suffix;
    return start(RunOptions.of(definition, id).build(), definition, Trigger.MANUAL, now);
  }

  private void makeRoom(JobDefinition definition, HeldJob held) {
    Overlap overlap = definition.overlap();
    if (overlap == Overlap.ALLOW_ALL) {
      return;
    }
    for (RunKey other : reach(() -> runs.underWay(definition.id(), held))) {
      if (overlap == Overlap.SKIP) {
        throw new AlreadyRunning(definition.id(), other);
      }
      reach(() -> runs.makeWay(other, overlap));
      await(other);
    }
  }

  private RunKey start(
      WorkflowOptions options, JobDefinition definition, Trigger trigger, Instant due) {
    JobRun.Input input =
        new JobRun.Input(
            JobRun.Input.VERSION, definition, definition.digest(), trigger, due, 0, List.of());
    WorkflowStub stub = workflows.newUntypedWorkflowStub(JobRun.TYPE, options);
    WorkflowExecution execution = reach(() -> stub.start(input));
    return new RunKey(execution.getWorkflowId(), execution.getRunId());
  }

  /**
   * Waits for a run's end.
   *
   * @throws NoSuchRun if the server knows no such run
   */
  public RunEnd await(RunKey run) {
    return reach(() -> runs.end(run));
  }

  /**
   * Asks a run to end; its agent is dead and its record written soon after.
   *
   * @param workflowId what {@code runs} prints; its latest run is meant
   * @return false if it had ended already
   * @throws NoSuchRun if the server knows no such run
   */
  public boolean cancel(String workflowId) {
    return cancel(new RunKey(workflowId, ""));
  }

  /** As {@link #cancel(String)}, for exactly this run. */
  public boolean cancel(RunKey run) {
    return reach(
        () -> {
          try {
            WorkflowExecutionStatus status = runs.stub(run).describe().getStatus();
            if (status != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
              return false;
            }
            runs.stub(run).cancel("cancelled by command");
            return true;
          } catch (RuntimeException e) {
            if (ServerErrors.code(e) == Status.Code.NOT_FOUND) {
              throw new NoSuchRun(run.workflowId());
            }
            throw e;
          }
        });
  }

  /**
   * Pauses a job, until it is resumed; survives every apply.
   *
   * @param note why, for people; empty for none
   */
  public void pause(String job, String note) {
    schedules.pause(job, note);
  }

  /**
   * Resumes a paused job. One whose file says {@code enabled: false} is paused by the next apply.
   */
  public void resume(String job) {
    schedules.resume(job);
  }

  /**
   * Runs past due times, each as a run of its own under the id its slot has, in order. Unless
   * overlap is {@code allowAll}, one runs after the other, the first after those under way, in the
   * calling thread. A slot whose run is under way or ended green is not run again.
   *
   * @param from first due time, included
   * @param to last due time, included; never beyond now
   * @param progress told of each slot as it is dealt with
   * @throws IllegalArgumentException if these are more than {@link #LONGEST_BACKFILL}
   */
  public List<BackfilledSlot> backfill(
      String job, Instant from, Instant to, Consumer<BackfilledSlot> progress) {
    HeldJob held = schedules.held(job);
    JobRun.Input input = held.input();
    Instant now = clock.instant();
    Instant end = (to.isBefore(now) ? to : now).plusMillis(1);
    List<Instant> slots = new ArrayList<>();
    DueTimes times = DueTimes.of(input.definition().schedule());
    Instant due = times.next(from.minusNanos(1)).orElse(null);
    while (due != null && due.isBefore(end)) {
      slots.add(due);
      if (slots.size() > LONGEST_BACKFILL) {
        throw new IllegalArgumentException(
            "job "
                + job
                + " was due more than "
                + LONGEST_BACKFILL
                + " times from "
                + from
                + " to "
                + to
                + " (expected: a shorter time)");
      }
      due = times.next(due).orElse(null);
    }
    boolean together = input.definition().overlap() == Overlap.ALLOW_ALL;
    if (!together && !slots.isEmpty()) {
      reach(() -> runs.underWay(job, held)).forEach(this::await);
    }
    List<BackfilledSlot> done = new ArrayList<>();
    for (Instant slot : slots) {
      BackfilledSlot result = backfill(input, slot, !together);
      done.add(result);
      progress.accept(result);
    }
    return List.copyOf(done);
  }

  private BackfilledSlot backfill(JobRun.Input input, Instant due, boolean await) {
    JobDefinition definition = input.definition();
    // The id that the schedule itself gives this slot.
    Instant nominal = due.plusMillis(input.offsetMillis());
    String id = definition.id() + "-" + DateTimeFormatter.ISO_INSTANT.format(nominal);
    WorkflowOptions options =
        RunOptions.of(definition, id)
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
            .build();
    try {
      RunKey run = start(options, definition, Trigger.BACKFILL, due);
      if (await) {
        await(run);
      }
      return new BackfilledSlot(due, id, true);
    } catch (WorkflowExecutionAlreadyStarted e) {
      return new BackfilledSlot(due, id, false);
    }
  }

  /**
   * The next due times as the server holds them; also of a paused job, for when it is resumed.
   *
   * @param count at most so many, from 1 to 500
   */
  public List<NextTime> next(String job, int count) {
    return schedules.next(job, count);
  }

  /** All schedules of an owner, by job; of all owners for null. Up to two seconds old. */
  public List<HeldSchedule> schedules(@Nullable String of) {
    return schedules.list(of);
  }

  /** The definition that a job's schedule holds. */
  public JobDefinition definition(String job) {
    return schedules.held(job).definition();
  }

  private <T> T reach(Supplier<T> call) {
    return ServerErrors.reach(namespace, call);
  }
}
