package dev.reveille.domain.gate;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hipparchus.stat.descriptive.rank.Median;

/**
 * By how much times differ: the Hodges-Lehmann shift between two samples on the log scale, which is
 * the median ratio of a time of one to a time of the other. A few boots that took three times as
 * long as usual do not move it.
 */
final class Shift {
  private static final int RESAMPLES = 599;

  /** Any fixed number: the same samples always give the same interval. */
  private static final long SEED = 20_261_122;

  private static final double TAIL = 0.025;

  private final double[] before;
  private final double[] now;

  private Shift(double[] before, double[] now) {
    this.before = before;
    this.now = now;
  }

  /** Of two samples of at least one time each, as logarithms. */
  static Shift between(double[] before, double[] now) {
    return new Shift(before, now);
  }

  /** How many times as long a boot takes now. */
  double ratio() {
    return Math.exp(of(before, now));
  }

  /** Where that ratio lies with 95 % confidence, by the bootstrap. */
  Interval interval() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] shifts = new double[RESAMPLES];
    double[] old = new double[before.length];
    double[] young = new double[now.length];
    for (int i = 0; i < RESAMPLES; i++) {
      resample(before, old, random);
      resample(now, young, random);
      shifts[i] = of(old, young);
    }
    Arrays.sort(shifts);
    int cut = (int) Math.floor(TAIL * (RESAMPLES + 1)) - 1;
    return new Interval(Math.exp(shifts[cut]), Math.exp(shifts[RESAMPLES - 1 - cut]));
  }

  private static void resample(double[] from, double[] to, SplittableRandom random) {
    for (int i = 0; i < to.length; i++) {
      to[i] = from[random.nextInt(from.length)];
    }
  }

  private static double of(double[] before, double[] now) {
    double[] differences = new double[before.length * now.length];
    int at = 0;
    for (double old : before) {
      for (double young : now) {
        differences[at++] = young - old;
      }
    }
    return new Median().evaluate(differences);
  }

  /** A lower and an upper end. */
  record Interval(double low, double high) {}
}
