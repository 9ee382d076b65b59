package dev.reveille.domain.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** All contests of a gate: what one alarm is worth depends on how many could have rung. */
final class Contests {
  private final List<Contest> all;
  private final double host;
  private final double[] adjusted;

  private Contests(List<Contest> all, double host) {
    this.all = all;
    this.host = host;
    this.adjusted = Holm.adjusted(all.stream().mapToDouble(Contest::chance).toArray());
  }

  /**
   * @param before by cell
   * @param inTurn whether the n-th boots of both builds were neighbours
   */
  static Contests of(List<Series> now, Map<Cell, Series> before, boolean inTurn) {
    double host = inTurn ? 0 : HostSpeed.since(before, now);
    List<Contest> all = new ArrayList<>();
    for (Series series : now) {
      Series other = before.get(series.cell());
      if (other != null) {
        Times times = inTurn ? Times.inTurn(other, series) : Times.apart(other, series, host);
        all.addAll(of(series, times));
      }
    }
    return new Contests(all, Math.exp(host));
  }

  private static List<Contest> of(Series now, Times times) {
    return now.parts().stream()
        .map(part -> Contest.of(now.cell(), part, times))
        .filter(Objects::nonNull)
        .toList();
  }

  /** How many times as long everything takes now, which was taken for the host's doing. */
  double host() {
    return host;
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
