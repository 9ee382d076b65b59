package dev.reveille.domain.boothealth;

import dev.reveille.domain.boothealth.BootSample.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the stages of some boots take, each by its median.
 *
 * @param medians in milliseconds, by stage, in the order of the first boot that had it
 */
record StageTimes(Map<String, Double> medians) {
  static StageTimes of(Collection<BootSample> samples) {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    for (BootSample sample : samples) {
      long ended = 0;
      for (Stage stage : sample.stages()) {
        all.computeIfAbsent(stage.stage(), s -> new ArrayList<>()).add((double) stage.millis());
        ended += stage.millis();
      }
      if (sample.stage() != null) {
        all.computeIfAbsent(sample.stage(), s -> new ArrayList<>())
            .add((double) Math.max(0, sample.millis() - ended));
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    all.forEach((stage, millis) -> medians.put(stage, median(millis)));
    return new StageTimes(medians);
  }

  /** That takes longest; null without stages. */
  @Nullable String slowest() {
    return medians.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  static double median(Collection<Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
