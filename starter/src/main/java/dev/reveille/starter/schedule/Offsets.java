package dev.reveille.starter.schedule;

import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.schedule.DueTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fixed offsets of {@code stagger: auto}: jobs due together stand 2 to 5 seconds apart where
 * their interval allows, and none moves when others come.
 */
final class Offsets {
  private static final long WIDEST_STEP_MILLIS = 5_000;

  /** Due times of a rule that are looked up among those of others. */
  private static final int COMPARED = 16;

  /** A rule due more often than daily may meet another one anywhere in a day. */
  private static final Duration OFTEN = Duration.ofDays(1);

  private Offsets() {}

  /** The jobs that are due together with each other, directly or through others. */
  static List<SortedMap<String, ScheduleRule>> crowds(Map<String, ScheduleRule> jobs, Instant now) {
    Map<ScheduleRule, String> firstOfRule = new LinkedHashMap<>();
    Map<String, String> leaders = new HashMap<>();
    new TreeMap<>(jobs)
        .forEach(
            (job, rule) -> {
              String first = firstOfRule.putIfAbsent(rule, job);
              leaders.put(job, first == null ? job : first);
            });
    Map<String, DueTimes> often = new LinkedHashMap<>();
    firstOfRule.forEach(
        (rule, job) -> {
          DueTimes due = DueTimes.of(rule);
          List<Instant> two = due.next(now, 2);
          if (two.size() == 2 && Duration.between(two.get(0), two.get(1)).compareTo(OFTEN) < 0) {
            often.put(job, due);
          }
        });
    Map<Instant, String> seen = new HashMap<>();
    firstOfRule.forEach(
        (rule, job) -> {
          for (Instant due : DueTimes.of(rule).next(now, COMPARED)) {
            join(leaders, job, seen.putIfAbsent(due, job));
            often.forEach(
                (other, times) -> {
                  if (times.next(due.minusSeconds(1)).filter(due::equals).isPresent()) {
                    join(leaders, job, other);
                  }
                });
          }
        });
    Map<String, SortedMap<String, ScheduleRule>> crowds = new TreeMap<>();
    jobs.forEach(
        (job, rule) ->
            crowds.computeIfAbsent(leader(leaders, job), leader -> new TreeMap<>()).put(job, rule));
    return new ArrayList<>(crowds.values());
  }

  private static void join(Map<String, String> leaders, String job, @Nullable String other) {
    if (other != null) {
      leaders.put(leader(leaders, job), leader(leaders, other));
    }
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
    Map<String, Integer> rooms = new LinkedHashMap<>();
    crowd.entrySet().stream()
        .sorted(Comparator.comparing(job -> ScheduleSpecs.longestOffset(job.getValue())))
        .forEach(
            job ->
                rooms.put(
                    job.getKey(), (int) ScheduleSpecs.longestOffset(job.getValue()).toSeconds()));
    boolean fresh = offsets.isEmpty() && Set.copyOf(rooms.values()).size() == 1;
    int rank = 0;
    for (Map.Entry<String, Integer> room : rooms.entrySet()) {
      String job = room.getKey();
      if (fresh) {
        long step =
            Math.min(WIDEST_STEP_MILLIS, room.getValue() * 1_000L / Math.max(1, crowd.size() - 1));
        offsets.put(job, Duration.ofSeconds(rank++ * step / 1_000));
      } else if (!offsets.containsKey(job)) {
        offsets.put(job, Duration.ofSeconds(roomiest(offsets, room.getValue())));
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
