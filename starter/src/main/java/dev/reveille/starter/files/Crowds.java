package dev.reveille.starter.files;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.schedule.DueTimes;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Warns of jobs that are due together in such numbers that the server starts some too late. */
final class Crowds {
  /** What one namespace of the server starts in a second. */
  static final int STARTS_A_SECOND = 30;

  private static final Duration SHORTEST_CATCHUP = Duration.ofSeconds(10);
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final int SLOTS_A_JOB = 50;

  private Crowds() {}

  static void check(
      List<PlannedJob> jobs, Instant from, Map<String, Place> places, Problems problems) {
    if (jobs.size() <= STARTS_A_SECOND * SHORTEST_CATCHUP.toSeconds()) {
      return;
    }
    Map<Instant, List<JobDefinition>> crowds = new HashMap<>();
    for (PlannedJob job : jobs) {
      if (job.enabled()) {
        JobDefinition definition = job.definition();
        for (Instant due : DueTimes.of(definition.schedule()).next(from, SLOTS_A_JOB)) {
          if (due.isBefore(from.plus(AHEAD))) {
            crowds.computeIfAbsent(due, none -> new ArrayList<>()).add(definition);
          }
        }
      }
    }
    warnOfWorst(crowds, places, problems);
  }

  /** One warning for the largest crowd of each job that is late: the same jobs meet each day. */
  private static void warnOfWorst(
      Map<Instant, List<JobDefinition>> crowds, Map<String, Place> places, Problems problems) {
    Map<String, Instant> worst = new HashMap<>();
    crowds.forEach(
        (due, crowd) -> {
          Duration last = Duration.ofSeconds(crowd.size() / STARTS_A_SECOND);
          for (JobDefinition job : crowd) {
            if (last.compareTo(job.catchup()) > 0) {
              worst.merge(job.id(), due, (a, b) -> larger(crowds, a, b));
            }
          }
        });
    worst.forEach(
        (id, due) -> {
          int size = crowds.getOrDefault(due, List.of()).size();
          problems.warning(
              places.getOrDefault(id, Place.startOf(JobFiles.JOBS)),
              "catchup",
              size
                  + " jobs are due at "
                  + due
                  + ", and the server starts "
                  + STARTS_A_SECOND
                  + " a second: some will miss their catch-up",
              "spread their schedules, or write a catchup of more than "
                  + size / STARTS_A_SECOND
                  + "s");
        });
  }

  private static Instant larger(Map<Instant, List<JobDefinition>> crowds, Instant a, Instant b) {
    int sizeA = crowds.getOrDefault(a, List.of()).size();
    int sizeB = crowds.getOrDefault(b, List.of()).size();
    if (sizeA != sizeB) {
      return sizeA > sizeB ? a : b;
    }
    return a.isBefore(b) ? a : b;
  }
}
