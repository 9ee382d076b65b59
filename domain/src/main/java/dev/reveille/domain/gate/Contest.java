package dev.reveille.domain.gate;

import org.jspecify.annotations.Nullable;

/** One part of one cell by two builds, as one of many contests. */
final class Contest {
  /** Nobody's boot comes near its limit by less. */
  private static final double LEAST_MILLIS = 5;

  private final Cell cell;
  private final Part part;
  private final Times times;
  private final double[] before;
  private final double[] now;
  private final double chance;
  private final Shift shift;
  private Shift.@Nullable Interval interval;

  private Contest(Cell cell, Part part, Times times, double[] before, double[] now) {
    this.cell = cell;
    this.part = part;
    this.times = times;
    this.before = before;
    this.now = now;
    this.chance = Ranks.chance(before, now);
    this.shift = Shift.between(before, now);
  }

  /** Null where a side has no good boot with that part. */
  static @Nullable Contest of(Cell cell, Part part, Times times) {
    double[] before = times.before(part);
    double[] now = times.now(part);
    return before.length == 0 || now.length == 0
        ? null
        : new Contest(cell, part, times, before, now);
  }

  Cell cell() {
    return cell;
  }

  Part part() {
    return part;
  }

  /** How likely such times are where nothing changed, were this the only contest. */
  double chance() {
    return chance;
  }

  /**
   * Whether it is proven that it takes longer now, by enough to matter.
   *
   * @param adjusted chance, for the number of contests
   */
  boolean isSlower(double adjusted) {
    return adjusted <= GateJudge.LEVEL
        && times.medianBefore(part) * (shift.ratio() - 1) >= LEAST_MILLIS
        && interval().low() > times.leastRatio();
  }

  private Shift.Interval interval() {
    Shift.Interval known = interval;
    if (known == null) {
      known = shift.interval();
      interval = known;
    }
    return known;
  }

  /**
   * @param adjusted chance, for the number of contests
   */
  Comparison settled(double adjusted) {
    return new Comparison(
        cell,
        part.stage(),
        before.length,
        now.length,
        times.medianBefore(part),
        times.medianNow(part),
        shift.ratio(),
        interval().low(),
        interval().high(),
        Ranks.delta(before, now),
        adjusted,
        isSlower(adjusted));
  }
}
