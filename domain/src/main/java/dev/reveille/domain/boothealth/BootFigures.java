package dev.reveille.domain.boothealth;

import dev.reveille.domain.boothealth.BootSample.Ending;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some boots in figures. A boot that was cut at its limit counts as having taken that long, so that
 * a target whose boots hang looks slow and not quick.
 *
 * @param failed that did not become ready, those cut at their limit among them
 * @param timeouts that were cut at their limit
 * @param p50Millis of those that became ready or were cut; null where there is none
 * @param p95Millis likewise
 * @param slowestStage that took most of the time, summed over all
 */
public record BootFigures(
    int boots,
    int failed,
    int timeouts,
    @Nullable Long p50Millis,
    @Nullable Long p95Millis,
    @Nullable String slowestStage) {
  public static BootFigures of(Collection<BootSample> samples) {
    List<Long> millis =
        samples.stream()
            .filter(sample -> sample.ending() != Ending.FAILED)
            .map(BootSample::millis)
            .sorted()
            .toList();
    return new BootFigures(
        samples.size(),
        (int) samples.stream().filter(sample -> sample.ending() != Ending.READY).count(),
        (int) samples.stream().filter(sample -> sample.ending() == Ending.TIMEOUT).count(),
        quantile(millis, 0.5).orElse(null),
        quantile(millis, 0.95).orElse(null),
        StageTimes.of(samples).slowest());
  }

  /** Of sorted numbers, by nearest rank. */
  static Optional<Long> quantile(List<Long> sorted, double share) {
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    int rank = (int) Math.ceil(share * sorted.size());
    return Optional.of(sorted.get(Math.min(sorted.size(), Math.max(1, rank)) - 1));
  }
}
