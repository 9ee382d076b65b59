package dev.reveille.domain.gate;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Chances of many comparisons, adjusted so that one alarm or more among them all is no likelier
 * than the level each is then held against (Holm, 1979).
 */
final class Holm {
  private Holm() {}

  /** In the order they were given. */
  static double[] adjusted(double[] chances) {
    int[] order =
        IntStream.range(0, chances.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> chances[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[chances.length];
    double largest = 0;
    for (int rank = 0; rank < order.length; rank++) {
      largest = Math.max(largest, Math.min(1, chances[order[rank]] * (chances.length - rank)));
      adjusted[order[rank]] = largest;
    }
    return adjusted;
  }
}
