package dev.reveille.cli.gate;

import dev.reveille.cli.gate.GateReport.CellReport;
import dev.reveille.cli.gate.GateReport.Side;
import dev.reveille.cli.text.Spans;
import dev.reveille.domain.gate.Comparison;
import java.util.Locale;
import java.util.stream.Collectors;

/** How reports for people say what a gate found; not yet made safe for any form of text. */
final class Words {
  static final String NOTHING = "–";

  private Words() {}

  /** Such as {@code 20 of 20} or {@code 0 of 20: BOOT_TIMEOUT 20 of 20 in stage context}. */
  static String boots(CellReport cell) {
    Side now = cell.now();
    String ready = now.ready() + " of " + now.made() + " ready";
    String in =
        now.endedIn().isEmpty()
            ? ""
            : " in stage " + now.endedIn().stream().collect(Collectors.joining(", "));
    if (now.timedOut() > 0) {
      return "BOOT_TIMEOUT " + now.timedOut() + " of " + now.made() + in;
    }
    return now.failed() > 0 ? "BOOT_FAILED " + now.failed() + " of " + now.made() + in : ready;
  }

  /** Such as {@code 812 ms, p95 1.2 s}. */
  static String times(Side side) {
    return side.medianMillis() == null
        ? NOTHING
        : Spans.of(side.medianMillis()) + ", p95 " + Spans.of(side.p95Millis());
  }

  /** Such as {@code 1.02 (0.97 to 1.07)}. */
  static String ratio(CellReport cell) {
    return cell.comparisons().stream()
        .filter(comparison -> comparison.stage() == null)
        .map(Words::ratio)
        .findFirst()
        .orElse(NOTHING);
  }

  static String ratio(Comparison comparison) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        comparison.ratio(),
        comparison.low(),
        comparison.high());
  }

  static String decision(boolean passed) {
    return passed ? "good" : "STOPPED";
  }
}
