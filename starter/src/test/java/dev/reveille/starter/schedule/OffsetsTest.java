package dev.reveille.starter.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.Stagger;
import dev.reveille.starter.testing.SampleJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OffsetsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void up_to_twelve_daily_jobs_stand_five_seconds_apart() {
    assertThat(seconds(Offsets.assign(crowd(12, "0 22 * * *"), Map.of())))
        .isEqualTo(LongStream.range(0, 12).map(rank -> rank * 5).boxed().toList());
  }

  @Test
  void twenty_four_daily_jobs_stand_two_seconds_apart_and_a_twenty_fifth_moves_none() {
    Map<String, Duration> first = Offsets.assign(crowd(24, "0 22 * * *"), Map.of());
    assertThat(nearestNeighbours(first)).isGreaterThanOrEqualTo(2);
    Map<String, Duration> more = Offsets.assign(crowd(25, "0 22 * * *"), first);
    assertThat(more).containsAllEntriesOf(first).hasSize(25);
    assertThat(more.get("job-24")).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void jobs_that_come_one_by_one_find_room_in_the_gaps() {
    Map<String, Duration> offsets = Map.of();
    for (int n = 1; n <= 24; n++) {
      offsets = Offsets.assign(crowd(n, "0 22 * * *"), offsets);
    }
    assertThat(nearestNeighbours(offsets)).isGreaterThanOrEqualTo(2);
  }

  @Test
  void a_job_that_leaves_frees_its_place() {
    Map<String, Duration> kept = new HashMap<>(Offsets.assign(crowd(12, "0 22 * * *"), Map.of()));
    kept.remove("job-03");
    assertThat(Offsets.assign(crowd(12, "0 22 * * *"), kept).get("job-03"))
        .isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void a_short_interval_caps_offsets_at_its_tenth() {
    assertThat(Offsets.assign(crowd(10, "* * * * *"), Map.of()).values())
        .allMatch(offset -> offset.compareTo(Duration.ofSeconds(6)) <= 0)
        .contains(Duration.ofSeconds(5));
    assertThat(Offsets.assign(crowd(3, "*/2 * * * * * *"), Map.of()).values())
        .containsOnly(Duration.ZERO);
  }

  @Test
  void a_frequent_job_in_a_crowd_of_nightly_ones_does_not_press_them_together() {
    Map<String, ScheduleRule> jobs = new HashMap<>(crowd(10, "0 22 * * *"));
    jobs.put("minutely", SampleJobs.cron("* * * * *", Stagger.AUTO));
    List<SortedMap<String, ScheduleRule>> crowds = Offsets.crowds(jobs, NOW);
    assertThat(crowds).hasSize(1);
    Map<String, Duration> offsets = Offsets.assign(crowds.get(0), Map.of());
    assertThat(offsets.get("minutely")).isEqualTo(Duration.ZERO);
    assertThat(nearestNeighbours(offsets)).isEqualTo(5);
  }

  @Test
  void a_large_crowd_is_spread_evenly_over_the_minute() {
    List<Long> seconds = seconds(Offsets.assign(crowd(300, "0 22 * * *"), Map.of()));
    for (long second = 0; second < 58; second++) {
      assertThat(seconds.stream().filter(of(second)::equals).count()).isBetween(4L, 7L);
    }
  }

  @Test
  void only_jobs_that_are_ever_due_together_are_a_crowd() {
    Map<String, ScheduleRule> jobs = new HashMap<>();
    jobs.put("nightly", SampleJobs.cron("0 22 * * *", Stagger.AUTO));
    jobs.put("friday", SampleJobs.cron("0 22 * * 5", Stagger.AUTO));
    jobs.put("noon", SampleJobs.cron("0 12 * * *", Stagger.AUTO));
    assertThat(Offsets.crowds(jobs, NOW))
        .extracting(SortedMap::keySet)
        .containsExactlyInAnyOrder(
            new TreeSet<>(List.of("friday", "nightly")), new TreeSet<>(List.of("noon")));
  }

  private static Long of(long second) {
    return second;
  }

  private static long nearestNeighbours(Map<String, Duration> offsets) {
    List<Long> seconds = seconds(offsets);
    long nearest = Long.MAX_VALUE;
    for (int i = 1; i < seconds.size(); i++) {
      nearest = Math.min(nearest, seconds.get(i) - seconds.get(i - 1));
    }
    return nearest;
  }

  private static List<Long> seconds(Map<String, Duration> offsets) {
    return offsets.values().stream().map(Duration::toSeconds).sorted().toList();
  }

  private static SortedMap<String, ScheduleRule> crowd(int size, String expr) {
    SortedMap<String, ScheduleRule> crowd = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      crowd.put("job-%02d".formatted(i), SampleJobs.cron(expr, Stagger.AUTO));
    }
    return crowd;
  }
}
