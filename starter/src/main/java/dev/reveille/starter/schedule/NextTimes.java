package dev.reveille.starter.schedule;

import dev.reveille.domain.schedule.DueTimes;
import dev.reveille.workflows.JobRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Which due time stands behind each time the server promises. */
final class NextTimes {
  private NextTimes() {}

  /**
   * The due times behind promised ones, in order; those at which nothing is to run are left out.
   *
   * @param promised by the server, in order, jitter and offset included
   */
  static List<NextTime> of(JobRun.Input input, List<Instant> promised) {
    DueTimes due = DueTimes.of(input.definition().schedule());
    TreeSet<Instant> folds = new TreeSet<>(input.folds());
    Duration offset = Duration.ofMillis(input.offsetMillis());
    Duration jitter = input.definition().schedule().stagger().jitter();
    List<NextTime> times = new ArrayList<>();
    for (Instant at : promised) {
      Instant latest = at.minus(offset);
      // Jitter never passes the next nominal time, so the last one before is the one meant.
      List<Instant> possible = due.between(latest.minus(jitter), latest.plusMillis(1));
      Instant nominal = possible.isEmpty() ? null : possible.get(possible.size() - 1);
      Instant fold = folds.floor(latest);
      boolean hidden =
          fold != null
              && !fold.isBefore(latest.minus(jitter))
              && (nominal == null || fold.isAfter(nominal));
      if (!hidden) {
        times.add(new NextTime(nominal == null ? latest : nominal, at));
      }
    }
    return List.copyOf(times);
  }
}
