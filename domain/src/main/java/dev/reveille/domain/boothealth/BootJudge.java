package dev.reveille.domain.boothealth;

import dev.reveille.domain.boothealth.BootHealth.Reason;
import dev.reveille.domain.boothealth.BootSample.Ending;
import dev.reveille.domain.boothealth.Buckets.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Says whether boots that are alike come near their limit, from their past alone. It warns when
 * they are there, or will be within {@link #HORIZON} at the pace they grow; a lone slow boot, a
 * busy hour and a step that stays below the warning line are no reason.
 */
public final class BootJudge {
  /** Older boots say nothing of today. */
  public static final Duration WINDOW = Duration.ofDays(30);

  /** How far ahead a crossing of the limit is worth a warning, in days. */
  static final double HORIZON = 14;

  /** Clocks are set back and forth; what lies farther ahead than this is no time at all. */
  private static final Duration AHEAD = Duration.ofDays(1);

  /** Quarters of a day that a series is looked back for, to say where it lies. */
  private static final int RECENT = 40;

  private static final int FEWEST = 5;

  /** What is rarer than this by chance is taken for no chance. */
  private static final double RARE = 1e-6;

  /** By definition of p95, this share of boots may lie beyond it. */
  private static final double BEYOND_P95 = 0.05;

  /** Quarters that must lie well below the line before a warning is taken back. */
  private static final int CALM = 4;

  private static final double WELL_BELOW = 0.9;
  private static final int FEWEST_FOR_PACE = 10;
  private static final double SURE = 4;

  /** Of several ends that are looked at, one may seem to grow by chance. */
  private static final double SURER = 4.6;

  /** Some bad days in a row are no growth. */
  private static final double LEAST_DAYS = 10;

  /** Share of the warning line below which no growth is worth a warning. */
  private static final double NEARLY = 0.7;

  private static final double LEAST_FACTOR = 1.15;

  /** In quarters with boots in them; a growth that began late is seen in the end alone. */
  private static final int[] ENDS = {14, 28, 56};

  private BootJudge() {}

  /**
   * Judges.
   *
   * @param samples of one series, in any order
   * @param now by the clock of who asks
   * @param warned whether the series was near its limit when it was judged last
   * @param stands whether there still is a job of that id; the limit of another counts no more,
   *     unless all are gone
   * @return empty where nothing is known of the last weeks
   */
  public static Optional<BootHealth> judge(
      List<BootSample> samples, Instant now, boolean warned, Predicate<String> stands) {
    List<BootSample> known =
        samples.stream()
            .filter(s -> s.at().isAfter(now.minus(WINDOW)) && s.at().isBefore(now.plus(AHEAD)))
            .sorted(Comparator.comparing(BootSample::at))
            .toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    BootSample tightest = tightest(known, stands);
    double limit = tightest.limitMillis();
    double warn = limit * tightest.warnAt();
    List<Bucket> buckets = Buckets.of(known);
    Pace pace = growing(buckets, limit).orElse(null);
    Reason reason = reason(known, buckets, pace, warn, limit);
    if (reason == null && warned && !isCalm(buckets, warn, limit)) {
      reason = Reason.STILL;
    }
    return Optional.of(BootHealth.of(known, tightest, reason, pace));
  }

  /** Whoever raises a limit has it count from the next boot on: each job's newest boot has it. */
  private static BootSample tightest(List<BootSample> known, Predicate<String> stands) {
    Map<String, BootSample> newest = new LinkedHashMap<>();
    known.forEach(sample -> newest.put(sample.job(), sample));
    Comparator<BootSample> byLimit = Comparator.comparing(BootSample::limitMillis);
    return newest.values().stream()
        .filter(sample -> stands.test(sample.job()))
        .min(byLimit)
        .or(() -> newest.values().stream().min(byLimit))
        .orElseThrow();
  }

  private static @Nullable Reason reason(
      List<BootSample> known,
      List<Bucket> buckets,
      @Nullable Pace growing,
      double warn,
      double limit) {
    if (probesFail(known)) {
      return Reason.FAILING;
    }
    if (isOver(buckets, warn, limit)) {
      return Reason.NEAR;
    }
    boolean soon =
        growing != null
            && growing.level() >= warn * NEARLY
            && growing.daysTo(limit) <= HORIZON
            && !isLeft(growing, buckets);
    return soon ? Reason.GROWING : null;
  }

  /** Whether the latest boots are well below where the growth would have them: it is over. */
  private static boolean isLeft(Pace growth, List<Bucket> buckets) {
    return recent(buckets) < growth.level() * WELL_BELOW;
  }

  /** Nobody is told of a probe that fails; of a job's run somebody is. */
  private static boolean probesFail(List<BootSample> known) {
    int size = known.size();
    return size >= 2
        && known.subList(size - 2, size).stream()
            .allMatch(sample -> sample.probe() && sample.ending() != Ending.READY);
  }

  /** Whether more boots lie over the line than chance explains, were it their p95. */
  private static boolean isOver(List<Bucket> buckets, double warn, double limit) {
    int size = buckets.size();
    if (size == 0 || buckets.get(size - 1).millis() < warn) {
      return false;
    }
    int over = 0;
    int farOver = 0;
    for (int n = 1; n <= Math.min(size, RECENT); n++) {
      double millis = buckets.get(size - n).millis();
      over += millis >= warn ? 1 : 0;
      farOver += millis >= (warn + limit) / 2 ? 1 : 0;
      if (n >= FEWEST && atLeast(over, n) < RARE) {
        return true;
      }
      if (n == FEWEST - 1 && farOver == n) {
        return true;
      }
    }
    return false;
  }

  /** Probability that of {@code n} boots so many or more lie beyond their p95. */
  private static double atLeast(int k, int n) {
    double tail = 0;
    double term = Math.pow(1 - BEYOND_P95, n);
    for (int i = 0; i <= n; i++) {
      if (i >= k) {
        tail += term;
      }
      term *= (double) (n - i) / (i + 1) * BEYOND_P95 / (1 - BEYOND_P95);
    }
    return tail;
  }

  /** The pace of what really grows, and has not only made a step: the whole, or its end. */
  private static Optional<Pace> growing(List<Bucket> buckets, double limit) {
    return IntStream.concat(IntStream.of(buckets.size()), IntStream.of(ENDS))
        .filter(length -> length <= buckets.size() && length >= FEWEST_FOR_PACE)
        .mapToObj(length -> buckets.subList(buckets.size() - length, buckets.size()))
        .flatMap(part -> growth(part, limit, part.size() == buckets.size()).stream())
        .findFirst();
  }

  private static Optional<Pace> growth(List<Bucket> part, double limit, boolean whole) {
    if (Pace.certainty(part) < (whole ? SURE : SURER)) {
      return Optional.empty();
    }
    Pace pace = Pace.of(part);
    if (!whole && pace.days() < LEAST_DAYS) {
      return Optional.empty();
    }
    int half = part.size() / 2;
    boolean grows =
        pace.factor() >= LEAST_FACTOR
            && pace.daysTo(limit) < Double.POSITIVE_INFINITY
            && Pace.of(part.subList(0, half)).perDay() >= pace.perDay() / 3
            && Pace.of(part.subList(half, part.size())).perDay() >= pace.perDay() / 3;
    return grows ? Optional.of(pace) : Optional.empty();
  }

  private static boolean isCalm(List<Bucket> buckets, double warn, double limit) {
    int size = buckets.size();
    if (size < CALM) {
      return false;
    }
    boolean below =
        buckets.subList(size - CALM, size).stream()
            .allMatch(bucket -> bucket.millis() < warn * WELL_BELOW);
    Pace pace = Pace.of(buckets);
    boolean grows = Pace.certainty(buckets) >= SURE / 2 && pace.daysTo(limit) <= 2 * HORIZON;
    return below && (!grows || isLeft(pace, buckets));
  }

  private static double recent(List<Bucket> buckets) {
    int size = buckets.size();
    return StageTimes.median(
        buckets.subList(size - CALM, size).stream().map(Bucket::millis).toList());
  }
}
