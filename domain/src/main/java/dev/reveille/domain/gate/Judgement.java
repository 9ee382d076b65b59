package dev.reveille.domain.gate;

import java.util.List;

/**
 * What the gate holds of a build's boots.
 *
 * @param cells in their order
 * @param hostSpeed how many times as long every stage takes now, host and not build being blamed
 *     for it; 1 where nothing was
 */
public record Judgement(List<CellJudgement> cells, double hostSpeed) {
  public Judgement {
    cells = List.copyOf(cells);
  }

  /** Whether something was measured, and all of it is good. */
  public boolean passed() {
    return !cells.isEmpty() && cells.stream().allMatch(CellJudgement::passed);
  }
}
