package dev.reveille.domain.volume;

import java.util.List;
import java.util.stream.LongStream;

/** What is usual in some runs, by one measure. */
final class Usual {
  /** Half or twice the usual amount is nothing to alarm about, nor is a little more than that. */
  private static final double LEAST_WIDTH = Math.log(2.5);

  /** Standard deviations of a count of independent things that are within the usual. */
  private static final double COUNTED = 3;

  /** Close enough to be the same amount again. */
  private static final double ALIKE = Math.log(1.25);

  /** What this share of the runs did too is seldom, and yet usual. */
  private static final double SHARE = 0.1;

  private static final int TWICE = 2;

  private final Measure measure;
  private final long[] amounts;
  private final Spread spread;

  private Usual(Measure measure, long[] amounts) {
    this.measure = measure;
    this.amounts = amounts;
    double[] logs = LongStream.of(amounts).mapToDouble(measure::log).toArray();
    // Things that come one by one vary more where they are few.
    double few = COUNTED / Math.exp(Spread.median(logs) / 2);
    this.spread = Spread.of(logs, Math.max(LEAST_WIDTH, few));
  }

  /**
   * @param amounts at least one
   */
  static Usual of(Measure measure, List<Long> amounts) {
    return new Usual(measure, amounts.stream().mapToLong(Long::longValue).toArray());
  }

  int runs() {
    return amounts.length;
  }

  long median() {
    return Math.round(measure.amount(spread.center()));
  }

  /** Whether so little is seldom or new. */
  boolean isLow(long amount) {
    double log = measure.log(amount);
    boolean none = amount == 0 && measure.noneIsSpecial();
    return (none || spread.isBelow(log))
        && isSeldom(LongStream.of(amounts).filter(past -> measure.log(past) <= log + ALIKE));
  }

  /** Whether so much is seldom or new. */
  boolean isHigh(long amount) {
    double log = measure.log(amount);
    return spread.isAbove(log)
        && isSeldom(LongStream.of(amounts).filter(past -> measure.log(past) >= log - ALIKE));
  }

  /** One run that should not have been called good makes nothing usual. */
  private boolean isSeldom(LongStream alike) {
    return alike.count() < Math.max(TWICE, Math.ceil(SHARE * amounts.length));
  }
}
