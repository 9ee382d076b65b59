package dev.reveille.bench;

import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.RunReader;
import dev.reveille.starter.schedule.ScheduleApply;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * From the due time to the first act, of schedules that share a tick: the boot of ours, the first
 * activity of bare ones. The two kinds are due in turn, half an interval apart.
 *
 * @param bare milliseconds
 * @param reveille milliseconds
 */
record StartDelay(List<Double> bare, List<Double> reveille) {
  static final int SCHEDULES = 24;

  private static final String OWNER = "ticks";

  /**
   * Blocks for {@code ticks} intervals and some seconds.
   *
   * @param interval between two ticks of one kind; a multiple of 2 s
   */
  static StartDelay measure(Site site, Duration interval, int ticks) throws Exception {
    ScheduleApply apply = ScheduleApply.on(site.stubs(), Site.NAMESPACE);
    ScheduleClient bare =
        ScheduleClient.newInstance(
            site.stubs(), ScheduleClientOptions.newBuilder().setNamespace(Site.NAMESPACE).build());
    Instant begun = Instant.now();
    ScheduleRule rule = ScheduleRule.every(interval, Instant.EPOCH, Stagger.jitter(Duration.ZERO));
    List<PlannedJob> jobs =
        IntStream.range(0, SCHEDULES)
            .mapToObj(
                i ->
                    new PlannedJob(
                        Jobs.command("tick-" + i, OWNER, rule, Isolation.Kind.AUTO), true))
            .toList();
    apply.apply(jobs, OWNER, false);
    SideBySide.call(each(i -> create(bare, i, interval)));
    try {
      TimeUnit.MILLISECONDS.sleep(interval.toMillis() * ticks);
      awaitOneTick(site, begun);
    } finally {
      SideBySide.call(each(i -> bare.getHandle(id(i)).delete()));
      // The list lags behind the creates by up to 2 s; by now it knows them.
      apply.apply(List.of(), OWNER, true);
    }
    List<Double> ours = bootDelays(site.log(), begun);
    return new StartDelay(site.steps().lateness().stream().map(Long::doubleValue).toList(), ours);
  }

  /** A call for the schedule of one number. */
  private interface ForSchedule {
    void number(int i);
  }

  private static List<Callable<Integer>> each(ForSchedule call) {
    return IntStream.range(0, SCHEDULES)
        .<Callable<Integer>>mapToObj(
            i ->
                () -> {
                  call.number(i);
                  return i;
                })
        .toList();
  }

  private static String id(int i) {
    return "bare-tick-" + i;
  }

  private static void create(ScheduleClient client, int i, Duration interval) {
    client.createSchedule(
        id(i),
        Schedule.newBuilder()
            .setSpec(
                ScheduleSpec.newBuilder()
                    .setIntervals(
                        List.of(new ScheduleIntervalSpec(interval, interval.dividedBy(2))))
                    .build())
            .setAction(
                ScheduleActionStartWorkflow.newBuilder()
                    .setWorkflowType(BareRun.TYPE)
                    .setArguments(true)
                    .setOptions(
                        WorkflowOptions.newBuilder()
                            .setWorkflowId(id(i))
                            .setTaskQueue(Site.BARE_QUEUE)
                            .build())
                    .build())
            .build(),
        ScheduleOptions.newBuilder().build());
  }

  private static List<Double> bootDelays(RunReader log, Instant since) throws InterruptedException {
    List<Double> delays = new ArrayList<>();
    for (RunView listed : settled(log, since)) {
      if (listed.status() != RunStatus.SUCCEEDED) {
        throw new IllegalStateException(
            listed.run() + " ended as " + listed.verdict() + ": " + listed.message());
      }
      RunView run =
          log.find(new RunKey(listed.temporal().workflowId(), listed.temporal().runId()), 0)
              .orElseThrow();
      run.events().stream()
          .filter(event -> event.event() == EventType.BOOT_STARTED)
          .forEach(event -> delays.add(millis(run.due(), event.at())));
    }
    return delays;
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }

  /** On a machine so slow that not even one tick has come, there is nothing to measure yet. */
  private static void awaitOneTick(Site site, Instant since) throws InterruptedException {
    await(
        () ->
            site.steps().lateness().size() >= SCHEDULES
                && runs(site.log(), since).size() >= SCHEDULES,
        "not every schedule has run a minute after its tick");
  }

  /** The runs of the ticks, once none of them is under way any more. */
  private static List<RunView> settled(RunReader log, Instant since) throws InterruptedException {
    await(
        () -> runs(log, since).stream().allMatch(run -> run.verdict() != null),
        "runs are still under way a minute after their ticks");
    return runs(log, since);
  }

  private static List<RunView> runs(RunReader log, Instant since) {
    return log.list(new RunReader.Query(null, null, since, 10_000)).stream()
        .filter(run -> run.job().startsWith("tick-"))
        .toList();
  }

  private static void await(BooleanSupplier done, String failure) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(failure);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  @Override
  public String toString() {
    return new Table(
            "due to first act, " + SCHEDULES + " on a tick", "runs", "p50 ms", "p95 ms", "most ms")
        .row(row("bare", bare))
        .row(row("reveille", reveille))
        .row("difference", "", difference(0.5), difference(0.95), difference(1.0))
        .toString();
  }

  private String difference(double share) {
    return Figures.text(Figures.quantile(reveille, share) - Figures.quantile(bare, share));
  }

  private static String[] row(String name, List<Double> delays) {
    return new String[] {
      name,
      Integer.toString(delays.size()),
      Figures.text(Figures.quantile(delays, 0.5)),
      Figures.text(Figures.quantile(delays, 0.95)),
      Figures.text(Figures.quantile(delays, 1.0))
    };
  }
}
