package dev.reveille.domain.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All contests of a gate: what one alarm is worth depends on how many could have rung. */
final class Contests {
  private final List<Contest> all;
  private final double[] adjusted;

  private Contests(List<Contest> all) {
    this.all = all;
    this.adjusted = Holm.adjusted(all.stream().mapToDouble(Contest::chance).toArray());
  }

  /**
   * @param before by cell
   * @param inTurn whether the n-th boots of both builds were neighbours
   */
  static Contests of(List<Series> now, Map<Cell, Series> before, boolean inTurn) {
    List<Contest> all = new ArrayList<>();
    for (Series series : now) {
      all.addAll(between(before.get(series.cell()), series, inTurn));
    }
    return new Contests(all);
  }

  private static List<Contest> between(@Nullable Series before, Series now, boolean inTurn) {
    if (before == null) {
      return List.of();
    }
    Times times = inTurn ? Times.inTurn(before, now) : Times.apart(before, now);
    return now.parts().stream()
        .map(part -> Contest.of(now.cell(), part, times))
        .filter(Objects::nonNull)
        .toList();
  }

  int count() {
    return all.size();
  }

  /** Those that are proven to take longer now. */
  List<Contest> slower() {
    return IntStream.range(0, all.size())
        .filter(i -> all.get(i).isSlower(adjusted[i]))
        .mapToObj(all::get)
        .toList();
  }

  /** The contests of a cell with all there is to know of them. */
  List<Comparison> of(Cell cell) {
    return IntStream.range(0, all.size())
        .filter(i -> all.get(i).cell().equals(cell))
        .mapToObj(i -> all.get(i).settled(adjusted[i]))
        .toList();
  }
}
