package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.Stagger;
import dev.reveille.starter.schedule.ApplyReport.Outcome;
import dev.reveille.starter.testing.Deadline;
import dev.reveille.starter.testing.SampleJobs;
import dev.reveille.workflows.JobRun;
import dev.reveille.workflows.Queues;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleDescription;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A folder whose jobs a test applies to a real server.
 *
 * @param owner in every job's id, so that no two tests meet
 */
record AppliedFolder(ScheduleServer server, String owner) {
  private static final AtomicInteger OWNERS = new AtomicInteger();

  AppliedFolder(ScheduleServer server) {
    this(server, "owner-" + OWNERS.incrementAndGet());
  }

  Map<String, Outcome> apply(PlannedJob job) {
    return apply(List.of(job), false);
  }

  Map<String, Outcome> apply(List<PlannedJob> jobs, boolean prune) {
    Map<String, Outcome> outcomes = new HashMap<>();
    server
        .apply()
        .apply(jobs, owner, prune)
        .results()
        .forEach(result -> outcomes.put(result.job(), result.outcome()));
    return outcomes;
  }

  /** Applies once the list shows what the server holds, as a later apply would find it. */
  Map<String, Outcome> settled(PlannedJob job) {
    Schedule now =
        server.client().getHandle(Queues.schedule(job.definition().id())).describe().getSchedule();
    Deadline.await(
        () ->
            schedules().list(owner).stream()
                .anyMatch(
                    held ->
                        held.paused() == now.getState().isPaused()
                            && held.note().equals(note(now.getState().getNote()))));
    return apply(job);
  }

  private static String note(@Nullable String note) {
    return note == null ? "" : note;
  }

  void awaitListed(int count) {
    Deadline.await(() -> schedules().list(owner).size() == count);
  }

  JobSchedules schedules() {
    return new JobSchedules(server.stubs(), server.namespace(), owner, Clock.systemUTC());
  }

  ScheduleDescription describe(String job) {
    return server.client().getHandle(Queues.schedule(id(job))).describe();
  }

  static JobRun.Input input(ScheduleDescription described) {
    return requireNonNull(ScheduleForm.input(described));
  }

  String id(String job) {
    return job + "-" + owner;
  }

  PlannedJob daily(String job) {
    return cron(job, "0 22 * * *");
  }

  PlannedJob cron(String job, String expr) {
    ScheduleRule rule = SampleJobs.cron(expr, Stagger.jitter(Duration.ZERO));
    return SampleJobs.enabled(SampleJobs.command(id(job), rule, Overlap.SKIP, owner, ""));
  }

  PlannedJob auto(String job, String expr) {
    ScheduleRule rule = SampleJobs.cron(expr, Stagger.AUTO);
    return SampleJobs.enabled(SampleJobs.command(id(job), rule, Overlap.SKIP, owner, ""));
  }

  PlannedJob once(String job, Instant at) {
    return SampleJobs.enabled(
        SampleJobs.command(id(job), ScheduleRule.at(at), Overlap.SKIP, owner, ""));
  }
}
