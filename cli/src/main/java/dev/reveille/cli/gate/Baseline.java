package dev.reveille.cli.gate;

import dev.reveille.domain.gate.Boot;
import dev.reveille.domain.gate.Series;
import java.time.Instant;
import java.util.List;

/**
 * Boots that were saved to be compared against.
 *
 * @param cells good boots alone
 */
record Baseline(Instant saved, HostMark host, List<Series> cells) {
  Baseline {
    cells =
        cells.stream()
            .map(
                series ->
                    new Series(
                        series.cell(),
                        series.version(),
                        series.limitMillis(),
                        series.warnAt(),
                        series.boots().stream()
                            .filter(boot -> boot.outcome() == Boot.Outcome.READY)
                            .toList()))
            .toList();
  }
}
