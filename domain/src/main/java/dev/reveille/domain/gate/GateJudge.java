package dev.reveille.domain.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides whether a build may go in: each cell by its own boots, and against those of another build
 * by effect sizes with confidence. However many cells and stages are compared, a build that is the
 * same as the other is stopped at most twice in a hundred times.
 */
public final class GateJudge {
  /**
   * The chance of one false alarm or more, over all comparisons, by rank alone. Half of what is
   * promised, since boots that follow each other are not quite independent.
   */
  static final double LEVEL = 0.01;

  private GateJudge() {}

  /**
   * Judges. Takes about ten milliseconds a comparison.
   *
   * @param now one series a cell; a cell that was to be measured and was not is an empty series
   * @param before of the build to compare against; empty for none
   * @param inTurn whether both builds were booted in turn, so that the n-th boots of a cell are
   *     neighbours
   * @param asked boots that were to be made of each cell
   */
  public static Judgement judge(List<Series> now, List<Series> before, boolean inTurn, int asked) {
    Map<Cell, Series> known = byCell(before);
    Contests contests = Contests.of(now, known, inTurn);
    List<CellJudgement> cells = new ArrayList<>();
    for (Series series : byCell(now).values()) {
      Series other = known.get(series.cell());
      List<Comparison> comparisons = contests.of(series.cell());
      Remarks remarks = new Remarks(series, other, !before.isEmpty(), asked);
      cells.add(
          new CellJudgement(series, other, comparisons, remarks.of(comparisons, contests.count())));
    }
    return new Judgement(cells, contests.host());
  }

  static Map<Cell, Series> byCell(List<Series> all) {
    return all.stream()
        .collect(
            Collectors.toMap(
                Series::cell,
                Function.identity(),
                (one, two) -> {
                  throw new IllegalArgumentException(one.cell() + " is there twice");
                },
                TreeMap::new));
  }
}
