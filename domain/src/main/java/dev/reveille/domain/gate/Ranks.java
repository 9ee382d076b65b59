package dev.reveille.domain.gate;

import org.hipparchus.stat.inference.MannWhitneyUTest;
import org.hipparchus.util.CombinatoricsUtils;

/** Whether times of one sample are longer than those of another, by rank alone. */
final class Ranks {
  /**
   * From so many on the normal approximation is used, which errs towards no alarm and takes a
   * hundredth of the time.
   */
  private static final int MANY = 12;

  private Ranks() {}

  /**
   * Cliff's delta: how much likelier a time now is longer than one before than it is shorter. From
   * -1, all shorter, over 0 to 1, all longer.
   */
  static double delta(double[] before, double[] now) {
    long longer = 0;
    for (double old : before) {
      for (double young : now) {
        longer += Double.compare(young, old);
      }
    }
    return (double) longer / ((long) before.length * now.length);
  }

  /**
   * How likely samples of one and the same thing would differ so much in the direction of longer:
   * one-sided Mann-Whitney U.
   */
  static double chance(double[] before, double[] now) {
    double delta = delta(before, now);
    if (delta <= 0) {
      return 1;
    }
    MannWhitneyUTest test = new MannWhitneyUTest();
    boolean many = Math.min(before.length, now.length) >= MANY;
    double twoSided =
        many ? test.mannWhitneyUTest(before, now, false) : test.mannWhitneyUTest(before, now);
    return Math.min(1, twoSided / 2);
  }

  /** The smallest {@link #chance} that samples of these sizes can have. */
  static double leastChance(int before, int now) {
    if (before == 0 || now == 0) {
      return 1;
    }
    return Math.exp(-CombinatoricsUtils.binomialCoefficientLog(before + now, before));
  }
}
