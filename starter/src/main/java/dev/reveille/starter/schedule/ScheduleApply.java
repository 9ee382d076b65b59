package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.server.ServerErrors;
import dev.reveille.workflows.Payloads;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the server's schedules what the job files say, and writes nothing where they already are.
 * Thread-safe; one apply of a folder at a time is the caller's business.
 */
public final class ScheduleApply {
  private static final int CONCURRENCY = 8;

  private final ScheduleClient client;
  private final LedgerStart ledger;
  private final String namespace;
  private final Clock clock;

  private ScheduleApply(ScheduleClient client, LedgerStart ledger, String namespace, Clock clock) {
    this.client = client;
    this.ledger = ledger;
    this.namespace = namespace;
    this.clock = clock;
  }

  /** For a namespace of a server; does not connect yet. The stubs stay the caller's to close. */
  public static ScheduleApply on(WorkflowServiceStubs stubs, String namespace) {
    return on(stubs, namespace, Clock.systemUTC());
  }

  static ScheduleApply on(WorkflowServiceStubs stubs, String namespace, Clock clock) {
    return new ScheduleApply(
        scheduleClient(stubs, namespace), new LedgerStart(stubs, namespace), namespace, clock);
  }

  static ScheduleClient scheduleClient(WorkflowServiceStubs stubs, String namespace) {
    return ScheduleClient.newInstance(
        stubs,
        ScheduleClientOptions.newBuilder()
            .setNamespace(namespace)
            .setDataConverter(Payloads.converter())
            .build());
  }

  /**
   * What an apply would do now. Asks the server for its list; writes nothing.
   *
   * @throws NoServer if none answers
   * @throws IllegalArgumentException if two jobs have one id, or a job has another owner
   */
  public SchedulePlan plan(List<PlannedJob> jobs, String owner, boolean prune) {
    List<HeldSchedule> held = ServerErrors.reach(namespace, () -> HeldSchedules.list(client));
    return SchedulePlan.of(jobs, held, owner, prune, clock.instant());
  }

  /**
   * Plans and applies. Blocks until every job is dealt with, eight at a time; a job that fails
   * holds up no other.
   *
   * @param owner whose folder this is; only its own schedules are ever touched
   * @param prune whether the owner's schedules without a job are deleted
   * @throws NoServer if none answers at the start
   * @throws IllegalArgumentException if two jobs have one id, or a job has another owner
   */
  public ApplyReport apply(List<PlannedJob> jobs, String owner, boolean prune) {
    SchedulePlan plan = plan(jobs, owner, prune);
    return ServerErrors.reach(namespace, () -> apply(plan, owner));
  }

  private ApplyReport apply(SchedulePlan plan, String owner) {
    Instant now = clock.instant();
    ledger.before(plan, owner, now);
    ScheduleWriter writer = new ScheduleWriter(client, owner, now);
    ExecutorService threads = Executors.newFixedThreadPool(CONCURRENCY, ScheduleApply::thread);
    try {
      Map<String, Duration> offsets = offsets(plan, writer, threads, now);
      List<Callable<ApplyReport.Result>> tasks = new ArrayList<>();
      for (SchedulePlan.Step step : plan.steps()) {
        Duration offset = offsets.getOrDefault(step.job(), Duration.ZERO);
        tasks.add(() -> writer.carryOut(step, offset));
      }
      return new ApplyReport(all(tasks, threads));
    } finally {
      threads.shutdownNow();
    }
  }

  /** Offsets of the crowds that a step changes; jobs already there say which they have. */
  private static Map<String, Duration> offsets(
      SchedulePlan plan, ScheduleWriter writer, ExecutorService threads, Instant now) {
    Map<String, ScheduleRule> automatic = new HashMap<>();
    Map<String, SchedulePlan.Action> actions = new HashMap<>();
    for (SchedulePlan.Step step : plan.steps()) {
      PlannedJob job = step.planned();
      boolean lives =
          step.action() != SchedulePlan.Action.REFUSE && step.action() != SchedulePlan.Action.DONE;
      if (lives && job != null && job.definition().schedule().stagger().auto()) {
        automatic.put(step.job(), job.definition().schedule());
        actions.put(step.job(), step.action());
      }
    }
    Map<String, Duration> offsets = new HashMap<>();
    for (SortedMap<String, ScheduleRule> crowd : Offsets.crowds(automatic, now)) {
      boolean changes =
          crowd.keySet().stream()
              .map(actions::get)
              .anyMatch(a -> a == SchedulePlan.Action.CREATE || a == SchedulePlan.Action.UPDATE);
      if (changes) {
        offsets.putAll(Offsets.assign(crowd, kept(crowd, actions, writer, threads)));
      }
    }
    return offsets;
  }

  private static Map<String, Duration> kept(
      SortedMap<String, ScheduleRule> crowd,
      Map<String, SchedulePlan.Action> actions,
      ScheduleWriter writer,
      ExecutorService threads) {
    List<Callable<Map<String, Duration>>> tasks = new ArrayList<>();
    crowd.forEach(
        (job, rule) -> {
          if (actions.get(job) != SchedulePlan.Action.CREATE) {
            tasks.add(
                () -> writer.offset(job, rule).map(offset -> Map.of(job, offset)).orElse(Map.of()));
          }
        });
    Map<String, Duration> kept = new HashMap<>();
    all(tasks, threads).forEach(kept::putAll);
    return kept;
  }

  private static <T> List<T> all(List<Callable<T>> tasks, ExecutorService threads) {
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "interrupted while applying; apply again to finish what is missing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(requireNonNull(e.getCause()).toString(), e.getCause());
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "reveille-apply");
    thread.setDaemon(true);
    return thread;
  }
}
