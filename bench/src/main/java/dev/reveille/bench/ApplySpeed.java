package dev.reveille.bench;

import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.Stagger;
import dev.reveille.starter.schedule.ApplyReport;
import dev.reveille.starter.schedule.ScheduleApply;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * An apply of many new jobs against as many bare creates, eight at a time both.
 *
 * @param jobs a round
 * @param bare seconds of each round
 * @param reveille seconds of each round
 * @param again seconds of a second apply of the same jobs
 * @param wroteAgain whether any second apply wrote anything
 */
record ApplySpeed(
    int jobs, List<Double> bare, List<Double> reveille, List<Double> again, boolean wroteAgain) {
  private static final Duration SPREAD = Duration.ofSeconds(5);

  static ApplySpeed measure(Site site, int rounds, int jobs) throws InterruptedException {
    Measure measure = new Measure(site, jobs);
    List<Double> bare = new ArrayList<>();
    List<Double> reveille = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    boolean wroteAgain = false;
    for (int round = 0; round < rounds; round++) {
      String name = "apply" + round;
      boolean bareFirst = round % 2 == 0;
      if (bareFirst) {
        bare.add(measure.bareCreates(name));
      }
      reveille.add(measure.apply(name, true));
      again.add(measure.apply(name, false));
      wroteAgain |= measure.wrote;
      if (!bareFirst) {
        bare.add(measure.bareCreates(name));
      }
      measure.clear(name);
    }
    return new ApplySpeed(jobs, bare, reveille, again, wroteAgain);
  }

  private static final class Measure {
    private final int jobs;
    private final ScheduleClient bare;
    private final ScheduleApply apply;
    private boolean wrote;

    Measure(Site site, int jobs) {
      this.jobs = jobs;
      this.bare =
          ScheduleClient.newInstance(
              site.stubs(),
              ScheduleClientOptions.newBuilder().setNamespace(Site.NAMESPACE).build());
      this.apply = ScheduleApply.on(site.stubs(), Site.NAMESPACE);
    }

    double bareCreates(String name) throws InterruptedException {
      List<Callable<String>> calls =
          IntStream.range(0, jobs)
              .<Callable<String>>mapToObj(
                  i ->
                      () -> {
                        String id = bareId(name, i);
                        bare.createSchedule(
                            id, schedule(id, i), ScheduleOptions.newBuilder().build());
                        return id;
                      })
              .toList();
      long begun = System.nanoTime();
      SideBySide.call(calls);
      return seconds(begun);
    }

    private static String bareId(String name, int i) {
      return "bare-" + name + "-" + i;
    }

    private static Schedule schedule(String id, int i) {
      return Schedule.newBuilder()
          .setSpec(
              ScheduleSpec.newBuilder()
                  .setCronExpressions(List.of(cron(i)))
                  .setJitter(SPREAD)
                  .build())
          .setAction(
              ScheduleActionStartWorkflow.newBuilder()
                  .setWorkflowType(BareRun.TYPE)
                  .setArguments(false)
                  .setOptions(
                      WorkflowOptions.newBuilder()
                          .setWorkflowId(id)
                          .setTaskQueue(Site.BARE_QUEUE)
                          .build())
                  .build())
          .build();
    }

    double apply(String owner, boolean isNew) {
      List<PlannedJob> planned =
          IntStream.range(0, jobs)
              .mapToObj(
                  i ->
                      new PlannedJob(
                          Jobs.command(
                              owner + "-" + i,
                              owner,
                              ScheduleRule.cron(
                                  cron(i),
                                  ZoneId.of("UTC"),
                                  Stagger.jitter(SPREAD),
                                  ScheduleRule.Dst.ONCE),
                              Isolation.Kind.AUTO),
                          true))
              .toList();
      long begun = System.nanoTime();
      ApplyReport report = apply.apply(planned, owner, false);
      double seconds = seconds(begun);
      if (!report.good() || isNew != report.wrote()) {
        throw new IllegalStateException("the apply did not do what it should: " + report);
      }
      wrote = report.wrote();
      return seconds;
    }

    void clear(String name) throws InterruptedException {
      apply.apply(List.of(), name, true);
      SideBySide.call(
          IntStream.range(0, jobs)
              .<Callable<Boolean>>mapToObj(
                  i ->
                      () -> {
                        bare.getHandle(bareId(name, i)).delete();
                        return true;
                      })
              .toList());
    }

    /** Daily, and hours away from now, so that nothing runs meanwhile. */
    private static String cron(int i) {
      int hour = (LocalTime.now(ZoneOffset.UTC).getHour() + 8 + i % 8) % 24;
      return i % 60 + " " + hour + " * * *";
    }

    private static double seconds(long begun) {
      return (System.nanoTime() - begun) / 1e9;
    }
  }

  @Override
  public String toString() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < bare.size(); i++) {
      ratios.add(reveille.get(i) / bare.get(i));
    }
    return new Table(
            jobs + " schedules", "bare creates, s", "apply, s", "ratio", "goal", "apply again, s")
        .row(
            "median of " + bare.size(),
            Figures.text(Figures.median(bare)),
            Figures.text(Figures.median(reveille)),
            Figures.text(Figures.median(ratios)),
            "<= 1.2",
            Figures.text(Figures.median(again)))
        .toString();
  }
}
