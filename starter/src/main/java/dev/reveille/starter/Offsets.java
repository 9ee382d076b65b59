package dev.reveille.starter;

import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.starter.schedule.DueTimes;
import dev.reveille.starter.schedule.ScheduleSpecs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fixed offsets of {@code stagger: auto}: jobs due together stand 2 to 5 seconds apart where
 * their interval allows, and none moves when others come.
 */
final class Offsets {
  private static final long WIDEST_STEP_MILLIS = 5_000;

  /** How far jobs are compared to see whether they are ever due together. */
  private static final int COMPARED = 64;

  private Offsets() {}

  /** The jobs that are due together with each other, directly or through others. */
  static List<SortedMap<String, ScheduleRule>> crowds(Map<String, ScheduleRule> jobs, Instant now) {
    Map<String, String> leaders = new HashMap<>();
    Map<Instant, String> seen = new HashMap<>();
    new TreeMap<>(jobs)
        .forEach(
            (job, rule) -> {
              leaders.put(job, job);
              for (Instant due : DueTimes.of(rule).next(now, COMPARED)) {
                String other = seen.putIfAbsent(due, job);
                if (other != null) {
                  leaders.put(leader(leaders, job), leader(leaders, other));
                }
              }
            });
    Map<String, SortedMap<String, ScheduleRule>> crowds = new TreeMap<>();
    jobs.forEach(
        (job, rule) ->
            crowds.computeIfAbsent(leader(leaders, job), leader -> new TreeMap<>()).put(job, rule));
    return new ArrayList<>(crowds.values());
  }

  private static String leader(Map<String, String> leaders, String job) {
    String leader = job;
    while (!leaders.getOrDefault(leader, leader).equals(leader)) {
      leader = leaders.getOrDefault(leader, leader);
    }
    return leader;
  }

  /**
   * The offsets of one crowd.
   *
   * @param crowd its jobs by id, in the order of their rank
   * @param kept offsets that jobs have already; these stay
   */
  static Map<String, Duration> assign(
      SortedMap<String, ScheduleRule> crowd, Map<String, Duration> kept) {
    Map<String, Duration> offsets = new HashMap<>(kept);
    offsets.keySet().retainAll(crowd.keySet());
    boolean fresh = offsets.isEmpty();
    long shortest =
        crowd.values().stream()
            .mapToLong(rule -> ScheduleSpecs.longestOffset(rule).toMillis())
            .min()
            .orElse(0);
    long step = Math.min(WIDEST_STEP_MILLIS, shortest / Math.max(1, crowd.size() - 1));
    int rank = 0;
    for (Map.Entry<String, ScheduleRule> job : crowd.entrySet()) {
      if (fresh) {
        offsets.put(job.getKey(), Duration.ofSeconds(rank++ * step / 1000));
      } else if (!offsets.containsKey(job.getKey())) {
        int longest = (int) ScheduleSpecs.longestOffset(job.getValue()).toSeconds();
        offsets.put(job.getKey(), Duration.ofSeconds(roomiest(offsets, longest)));
      }
    }
    return offsets;
  }

  /** The first second farthest from all others, 5 s being far enough; else the least crowded. */
  private static int roomiest(Map<String, Duration> taken, int longest) {
    int best = 0;
    long bestScore = Long.MIN_VALUE;
    for (int second = 0; second <= longest; second++) {
      int candidate = second;
      long nearest =
          taken.values().stream()
              .mapToLong(other -> Math.abs(other.toSeconds() - candidate))
              .min()
              .orElse(0);
      long there = taken.values().stream().filter(o -> o.toSeconds() == candidate).count();
      long score = Math.min(nearest, WIDEST_STEP_MILLIS / 1000) * 1_000_000 - there;
      if (score > bestScore) {
        bestScore = score;
        best = second;
      }
    }
    return best;
  }
}
