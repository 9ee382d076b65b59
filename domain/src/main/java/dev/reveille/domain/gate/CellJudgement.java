package dev.reveille.domain.gate;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.Finding.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is held of one cell.
 *
 * @param now the boots that are judged
 * @param before those they are compared against; null where there are none
 * @param comparisons the whole boot, then each stage that both have
 * @param findings why it fails, and what else is worth knowing
 */
public record CellJudgement(
    Series now, @Nullable Series before, List<Comparison> comparisons, List<Finding> findings) {
  public CellJudgement {
    requireNonNull(now, "now is null");
    comparisons = List.copyOf(comparisons);
    findings = List.copyOf(findings);
  }

  public Cell cell() {
    return now.cell();
  }

  public boolean passed() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.FAIL);
  }
}
