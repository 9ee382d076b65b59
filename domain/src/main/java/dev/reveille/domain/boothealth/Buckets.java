package dev.reveille.domain.boothealth;

import dev.reveille.domain.boothealth.BootSample.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A series in quarters of a day, each by its median: so that a busy hour of a job that runs every
 * minute counts once, and not sixty times.
 */
final class Buckets {
  static final Duration LENGTH = Duration.ofHours(6);

  private Buckets() {}

  /** A quarter of a day with boots in it. */
  record Bucket(Instant at, double millis) {}

  /** In the order of time; boots that failed by themselves say nothing of time. */
  static List<Bucket> of(List<BootSample> samples) {
    Map<Long, List<BootSample>> quarters = new TreeMap<>();
    for (BootSample sample : samples) {
      if (sample.ending() != Ending.FAILED) {
        long quarter = Math.floorDiv(sample.at().getEpochSecond(), LENGTH.toSeconds());
        quarters.computeIfAbsent(quarter, q -> new ArrayList<>()).add(sample);
      }
    }
    List<Bucket> buckets = new ArrayList<>();
    for (List<BootSample> quarter : quarters.values()) {
      Instant middle = quarter.get(quarter.size() / 2).at();
      double millis =
          StageTimes.median(quarter.stream().map(sample -> (double) millis(sample)).toList());
      buckets.add(new Bucket(middle, millis));
    }
    return buckets;
  }

  /** One that was cut took at least as long as its limit. */
  static long millis(BootSample sample) {
    return sample.ending() == Ending.TIMEOUT
        ? Math.max(sample.millis(), sample.limitMillis())
        : sample.millis();
  }
}
