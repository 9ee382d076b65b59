package dev.reveille.domain.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hipparchus.stat.descriptive.rank.Median;

/**
 * How much slower or faster a host is than on the day of a baseline, by what the stages of all
 * cells have in common: a build slows its own stages, a host all of them.
 */
final class HostSpeed {
  /** What goes beyond cannot be blamed on the host any more. */
  static final double MOST = Math.log(1.25);

  /** Of fewer stages a single slow one could pass for the host. */
  private static final int LEAST_STAGES = 3;

  /** A shorter stage differs by more than a host does. */
  private static final double LEAST_MILLIS = 20;

  private HostSpeed() {}

  /**
   * As the logarithm of how many times as long everything takes now; 0 where too little is known.
   *
   * @param before by cell
   */
  static double since(Map<Cell, Series> before, List<Series> now) {
    List<Double> shifts = new ArrayList<>();
    for (Series young : now) {
      Series old = before.get(young.cell());
      if (old != null) {
        young.parts().stream()
            .filter(part -> part.stage() != null)
            .forEach(part -> shift(old.millis(part), young.millis(part), shifts));
      }
    }
    if (shifts.size() < LEAST_STAGES) {
      return 0;
    }
    double common = median(shifts.stream().mapToDouble(Double::doubleValue).toArray());
    return Math.max(-MOST, Math.min(MOST, common));
  }

  private static void shift(double[] before, double[] now, List<Double> shifts) {
    if (before.length > 0 && now.length > 0 && median(before) >= LEAST_MILLIS) {
      shifts.add(Math.log(Math.max(1, median(now)) / median(before)));
    }
  }

  private static double median(double[] values) {
    return new Median().evaluate(values);
  }
}
