package dev.reveille.domain.gate;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.hipparchus.stat.descriptive.rank.Median;
import org.jspecify.annotations.Nullable;

/**
 * The boots of one cell by one build, in the order they were made.
 *
 * @param version of the agent; null where it has none
 * @param limitMillis the boot timeout they were held against
 * @param warnAt share of it from which a boot is slow
 */
public record Series(
    Cell cell, @Nullable String version, long limitMillis, double warnAt, List<Boot> boots) {
  private static final double P95 = 0.95;

  public Series {
    requireNonNull(cell, "cell is null");
    boots = List.copyOf(boots);
    if (limitMillis < 1 || !(warnAt > 0 && warnAt <= 1)) {
      throw new IllegalArgumentException(
          cell
              + ": limit "
              + limitMillis
              + " ms, warnAt "
              + warnAt
              + " (expected: at least 1 ms, and above 0 to 1)");
    }
  }

  /** Boots that got ready. */
  public int ready() {
    return count(Boot.Outcome.READY);
  }

  /** Boots that ended so. */
  public int count(Boot.Outcome outcome) {
    return (int) boots.stream().filter(boot -> boot.outcome() == outcome).count();
  }

  /** From which a boot is slow. */
  public long warnMillis() {
    return Math.round(limitMillis * warnAt);
  }

  /**
   * The time that 95 of 100 good boots keep, by nearest rank: of fewer than 20, the longest of all;
   * empty without a good boot.
   */
  public OptionalLong p95Millis() {
    double[] sorted = millis(Part.TOTAL);
    if (sorted.length == 0) {
      return OptionalLong.empty();
    }
    Arrays.sort(sorted);
    return OptionalLong.of((long) sorted[(int) Math.ceil(P95 * sorted.length) - 1]);
  }

  /** The usual time of a good boot; empty without one. */
  public OptionalLong medianMillis() {
    double[] millis = millis(Part.TOTAL);
    return millis.length == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(new Median().evaluate(millis)));
  }

  /** Times of a part in all good boots that have it. */
  double[] millis(Part part) {
    return boots.stream().filter(Boot::isReady).flatMap(part::of).mapToDouble(x -> x).toArray();
  }

  /** The whole boot, then each stage that a good boot had, in the order they came. */
  Set<Part> parts() {
    Set<Part> parts = new LinkedHashSet<>();
    parts.add(Part.TOTAL);
    boots.stream()
        .filter(Boot::isReady)
        .forEach(boot -> boot.stages().keySet().forEach(stage -> parts.add(new Part(stage))));
    return parts;
  }
}
