package dev.reveille.domain.boothealth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a series of times grows: the median of all slopes between two of them (Theil and Sen), which
 * a quarter of wild values does not move, of their logarithms, since what grows grows by shares.
 *
 * @param perDay growth a day of the logarithm
 * @param level that the line has at its end, in milliseconds
 * @param days that the series spans
 */
record Pace(double perDay, double level, double days) {
  private static final double MILLIS_A_DAY = 86_400_000.0;

  /**
   * @param points in the order of their times, at least two
   */
  static Pace of(List<Buckets.Bucket> points) {
    int size = points.size();
    double[] x = new double[size];
    double[] y = new double[size];
    Instant first = points.get(0).at();
    for (int i = 0; i < size; i++) {
      x[i] = (points.get(i).at().toEpochMilli() - first.toEpochMilli()) / MILLIS_A_DAY;
      y[i] = Math.log(Math.max(1, points.get(i).millis()));
    }
    double slope = slope(x, y);
    List<Double> offsets = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      offsets.add(y[i] - slope * x[i]);
    }
    double end = x[size - 1];
    double level = Math.exp(StageTimes.median(offsets) + slope * end);
    return new Pace(slope, level, end);
  }

  private static double slope(double[] x, double[] y) {
    double[] slopes = new double[x.length * (x.length - 1) / 2];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        if (x[j] > x[i]) {
          slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
        }
      }
    }
    if (count == 0) {
      return 0;
    }
    Arrays.sort(slopes, 0, count);
    return count % 2 == 1 ? slopes[count / 2] : (slopes[count / 2 - 1] + slopes[count / 2]) / 2;
  }

  /** How sure it is that points grow at all: the normal score of Kendall's test. */
  static double certainty(List<Buckets.Bucket> points) {
    double[] y = points.stream().mapToDouble(Buckets.Bucket::millis).toArray();
    long sum = 0;
    for (int i = 0; i < y.length; i++) {
      for (int j = i + 1; j < y.length; j++) {
        sum += (long) Math.signum(y[j] - y[i]);
      }
    }
    double n = y.length;
    double deviation = Math.sqrt(n * (n - 1) * (2 * n + 5) / 18);
    return deviation == 0 ? 0 : (sum - Math.signum(sum)) / deviation;
  }

  /** Days until the line crosses so many milliseconds; infinite where it does not grow. */
  double daysTo(double millis) {
    if (level >= millis) {
      return 0;
    }
    return perDay <= 0 ? Double.POSITIVE_INFINITY : Math.log(millis / level) / perDay;
  }

  /** By what share it grows a day. */
  double share() {
    return Math.exp(perDay) - 1;
  }

  /** By what factor it has grown over the whole series. */
  double factor() {
    return Math.exp(perDay * days);
  }
}
