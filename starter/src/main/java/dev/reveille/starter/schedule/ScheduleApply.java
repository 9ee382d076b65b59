package dev.reveille.starter.schedule;

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

/**
 * Makes the server's schedules what the job files say, and writes nothing where they already are.
 * Thread-safe; one apply of a folder at a time is the caller's business.
 */
public final class ScheduleApply {
  /** How closely an apply looks at schedules whose digest says that nothing has changed. */
  public enum Look {
    /**
     * At the server's list alone, which shows times changed by hand, and no other change; some
     * seconds less for each thousand jobs.
     */
    LIST,
    /** At each schedule itself. */
    EACH
  }

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
   * What an apply would do now. Asks the server for its list and for each schedule in it that seems
   * unchanged; writes nothing.
   *
   * @throws NoServer if none answers
   * @throws IllegalArgumentException if two jobs have one id, or a job has another owner
   */
  public SchedulePlan plan(List<PlannedJob> jobs, String owner, boolean prune) {
    try (SideBySide calls = new SideBySide()) {
      Instant now = clock.instant();
      return plan(jobs, prune, new ScheduleWriter(client, owner, now), calls, Look.EACH);
    }
  }

  private SchedulePlan plan(
      List<PlannedJob> jobs, boolean prune, ScheduleWriter writer, SideBySide calls, Look look) {
    return ServerErrors.reach(
        namespace,
        () -> {
          List<HeldSchedules.Listed> listed = HeldSchedules.whole(client);
          List<HeldSchedule> held = listed.stream().map(HeldSchedules.Listed::held).toList();
          SchedulePlan plan = SchedulePlan.of(jobs, held, writer.owner(), prune, writer.now());
          return new HandLook(writer, calls, writer.now()).over(plan, listed, look);
        });
  }

  /** Applies with a close look at each schedule; see the other one. */
  public ApplyReport apply(List<PlannedJob> jobs, String owner, boolean prune) {
    return apply(jobs, owner, prune, Look.EACH);
  }

  /**
   * Plans and applies. Blocks until every job is dealt with, eight at a time; a job that fails
   * holds up no other.
   *
   * @param owner whose folder this is; only its own schedules are ever touched
   * @param prune whether the owner's schedules without a job are deleted
   * @param look what is done to find schedules that were changed by hand
   * @throws NoServer if none answers at the start
   * @throws IllegalArgumentException if two jobs have one id, or a job has another owner
   */
  public ApplyReport apply(List<PlannedJob> jobs, String owner, boolean prune, Look look) {
    ScheduleWriter writer = new ScheduleWriter(client, owner, clock.instant());
    try (SideBySide calls = new SideBySide()) {
      SchedulePlan plan = plan(jobs, prune, writer, calls, look);
      return ServerErrors.reach(namespace, () -> carryOut(plan, writer, calls));
    }
  }

  private ApplyReport carryOut(SchedulePlan plan, ScheduleWriter writer, SideBySide calls) {
    ledger.before(plan, writer.owner(), writer.now());
    Map<String, Duration> offsets = offsets(plan, writer, calls);
    List<Callable<ApplyReport.Result>> tasks = new ArrayList<>();
    for (SchedulePlan.Step step : plan.steps()) {
      Duration offset = offsets.getOrDefault(step.job(), Duration.ZERO);
      tasks.add(() -> writer.carryOut(step, offset));
    }
    return new ApplyReport(calls.call(tasks));
  }

  /** Offsets of the crowds that a step changes; jobs already there say which they have. */
  private static Map<String, Duration> offsets(
      SchedulePlan plan, ScheduleWriter writer, SideBySide calls) {
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
    for (SortedMap<String, ScheduleRule> crowd : Offsets.crowds(automatic, writer.now())) {
      boolean changes =
          crowd.keySet().stream()
              .map(actions::get)
              .anyMatch(a -> a == SchedulePlan.Action.CREATE || a == SchedulePlan.Action.UPDATE);
      if (changes) {
        offsets.putAll(Offsets.assign(crowd, kept(crowd, actions, writer, calls)));
      }
    }
    return offsets;
  }

  private static Map<String, Duration> kept(
      SortedMap<String, ScheduleRule> crowd,
      Map<String, SchedulePlan.Action> actions,
      ScheduleWriter writer,
      SideBySide calls) {
    List<Callable<Map<String, Duration>>> tasks = new ArrayList<>();
    crowd.forEach(
        (job, rule) -> {
          if (actions.get(job) != SchedulePlan.Action.CREATE) {
            tasks.add(
                () -> writer.offset(job, rule).map(offset -> Map.of(job, offset)).orElse(Map.of()));
          }
        });
    Map<String, Duration> kept = new HashMap<>();
    calls.call(tasks).forEach(kept::putAll);
    return kept;
  }
}
