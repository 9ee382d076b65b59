package dev.reveille.domain.boothealth;

import dev.reveille.domain.boothealth.BootSample.Ending;
import dev.reveille.domain.boothealth.Buckets.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became slower, and when.
 *
 * @param since first boots that were slower than before, and stayed so
 * @param fromMillis their median before
 * @param toMillis and of the latest
 * @param stage that grew most; null where none accounts for much of it
 * @param stageFromMillis median of that stage before, 0 without one
 * @param stageToMillis and of the latest
 * @param changed what was otherwise from about then on, each in some words
 */
public record Growth(
    Instant since,
    long fromMillis,
    long toMillis,
    @Nullable String stage,
    long stageFromMillis,
    long stageToMillis,
    List<String> changed) {
  private static final double NOTICEABLE = 1.1;

  /** A stage is named that accounts for so much of the growth. */
  private static final double MUCH = 0.4;

  private static final int FEWEST = 5;
  private static final Duration BEFORE = Duration.ofHours(36);
  private static final Duration AFTER = Duration.ofHours(12);

  /** What a boot takes outside the stages that the agent and its protocol have. */
  private static final String REST = "isolation";

  public Growth {
    changed = List.copyOf(changed);
  }

  /** The growth within a series in the order of time; empty where there is none to speak of. */
  static Optional<Growth> in(List<BootSample> known) {
    List<Bucket> buckets = Buckets.of(known);
    if (buckets.size() < FEWEST) {
      return Optional.empty();
    }
    int third = Math.max(2, buckets.size() / 3);
    double before = median(buckets.subList(0, third));
    int start = buckets.size();
    while (start > 1 && isSlower(buckets, start - 1, before)) {
      start--;
    }
    if (start > buckets.size() - 2) {
      return Optional.empty();
    }
    Instant since = buckets.get(start).at();
    int latest = Math.max(start, buckets.size() - third);
    double after = median(buckets.subList(latest, buckets.size()));
    Instant latestFrom = buckets.get(latest).at().minus(Buckets.LENGTH);
    List<BootSample> early = ready(known, Instant.MIN, since.minus(Buckets.LENGTH.dividedBy(2)));
    List<BootSample> late = ready(known, latestFrom, Instant.MAX);
    Grown grown = grown(early, late, after - before);
    return Optional.of(
        new Growth(
            since,
            Math.round(before),
            Math.round(after),
            grown == null ? null : grown.stage(),
            grown == null ? 0 : Math.round(grown.from()),
            grown == null ? 0 : Math.round(grown.to()),
            Changes.among(known, since.minus(BEFORE), since.plus(AFTER), since)));
  }

  /** Whether boots are slower after a time than before; empty where either is not known. */
  public static Optional<Boolean> isSlowerSince(List<BootSample> samples, Instant since) {
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    for (BootSample sample : samples) {
      if (sample.ending() != Ending.FAILED) {
        (sample.at().isBefore(since) ? before : after).add((double) Buckets.millis(sample));
      }
    }
    return before.isEmpty() || after.isEmpty()
        ? Optional.empty()
        : Optional.of(StageTimes.median(after) > StageTimes.median(before) * NOTICEABLE);
  }

  /** Of three neighbours at least two. */
  private static boolean isSlower(List<Bucket> buckets, int at, double before) {
    int slower = 0;
    int from = Math.max(0, at - 1);
    int to = Math.min(buckets.size(), at + 2);
    for (int i = from; i < to; i++) {
      slower += buckets.get(i).millis() > before * NOTICEABLE ? 1 : 0;
    }
    return slower * 2 > to - from;
  }

  private static double median(List<Bucket> buckets) {
    return StageTimes.median(buckets.stream().map(Bucket::millis).toList());
  }

  private static List<BootSample> ready(List<BootSample> known, Instant from, Instant to) {
    return known.stream()
        .filter(sample -> sample.ending() == Ending.READY || sample.stage() != null)
        .filter(sample -> !sample.at().isBefore(from) && sample.at().isBefore(to))
        .toList();
  }

  private record Grown(String stage, double from, double to) {}

  private static @Nullable Grown grown(
      List<BootSample> early, List<BootSample> late, double whole) {
    Map<String, Double> before = stages(early);
    Grown most = null;
    for (Map.Entry<String, Double> stage : stages(late).entrySet()) {
      double from = before.getOrDefault(stage.getKey(), 0.0);
      boolean more = most == null || stage.getValue() - from > most.to() - most.from();
      if (more) {
        most = new Grown(stage.getKey(), from, stage.getValue());
      }
    }
    return most != null && most.to() - most.from() >= whole * MUCH ? most : null;
  }

  private static Map<String, Double> stages(List<BootSample> samples) {
    Map<String, Double> all = new LinkedHashMap<>(StageTimes.of(samples).medians());
    if (!samples.isEmpty()) {
      all.put(
          REST,
          StageTimes.median(
              samples.stream()
                  .map(
                      sample ->
                          (double)
                              Math.max(
                                  0,
                                  sample.stage() != null
                                      ? 0
                                      : sample.millis()
                                          - sample.stages().stream()
                                              .mapToLong(BootSample.Stage::millis)
                                              .sum()))
                  .toList()));
    }
    return all;
  }
}
