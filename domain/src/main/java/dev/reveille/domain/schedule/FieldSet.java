package dev.reveille.domain.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The values that one field of a cron allows. */
public final class FieldSet {
  private final BitSet values;
  private final boolean wild;

  /**
   * @param wild whether the field was written with a leading star, which is what decides Unix's
   *     rule for the two day fields
   */
  FieldSet(BitSet values, boolean wild) {
    this.values = (BitSet) values.clone();
    this.wild = wild;
  }

  public static FieldSet of(int... values) {
    BitSet bits = new BitSet();
    for (int value : values) {
      bits.set(value);
    }
    return new FieldSet(bits, false);
  }

  public boolean has(int value) {
    return values.get(value);
  }

  /** The first value not below this one; -1 when there is none. */
  public int from(int value) {
    return values.nextSetBit(value);
  }

  public int first() {
    return values.nextSetBit(0);
  }

  public int last() {
    return values.length() - 1;
  }

  public int size() {
    return values.cardinality();
  }

  public boolean wild() {
    return wild;
  }

  /** The same values moved up, wrapping round at the end of the field. */
  public FieldSet rotated(int by, int modulus) {
    BitSet moved = new BitSet();
    values.stream().forEach(value -> moved.set(Math.floorMod(value + by, modulus)));
    return new FieldSet(moved, wild);
  }

  /** The same values moved up, none beyond the end of the field. */
  public FieldSet shifted(int by) {
    BitSet moved = new BitSet();
    values.stream().forEach(value -> moved.set(value + by));
    return new FieldSet(moved, wild && by == 0);
  }

  public int[] toArray() {
    return values.stream().toArray();
  }

  /** The shortest list of {@code {start, end, step}} with these values. */
  public List<int[]> ranges() {
    int[] all = toArray();
    List<int[]> ranges = new ArrayList<>();
    int at = 0;
    while (at < all.length) {
      int step = at + 1 < all.length ? all[at + 1] - all[at] : 1;
      int end = at + 1;
      while (end < all.length && all[end] - all[end - 1] == step) {
        end++;
      }
      // Two values far apart are no series.
      if (step > 1 && end - at < 3) {
        end = at + 1;
        step = 1;
      }
      ranges.add(new int[] {all[at], all[end - 1], step});
      at = end;
    }
    return ranges;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldSet set && set.values.equals(values) && set.wild == wild;
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
