package dev.reveille.domain.volume;

import java.util.Arrays;

/**
 * Where numbers lie and how far from there is still usual: median and median absolute deviation,
 * which a few numbers that lie far off do not move.
 *
 * @param center their median
 * @param width how far from it is usual, to either side
 */
record Spread(double center, double width) {
  /** Makes the deviation of normally spread numbers their standard deviation. */
  private static final double NORMAL = 1.4826;

  /** Farther off than so many of these is unusual (Iglewicz and Hoaglin). */
  private static final double TIMES = 3.5;

  /**
   * The spread of some numbers, at least one.
   *
   * @param least width of numbers that are all alike
   */
  static Spread of(double[] numbers, double least) {
    double center = median(numbers);
    double deviation = median(Arrays.stream(numbers).map(x -> Math.abs(x - center)).toArray());
    // Few numbers show less of their spread than there is.
    double few = 1 + 2.0 / numbers.length;
    return new Spread(center, Math.max(least, TIMES * NORMAL * deviation * few));
  }

  static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  boolean isBelow(double number) {
    return number < center - width;
  }

  boolean isAbove(double number) {
    return number > center + width;
  }
}
