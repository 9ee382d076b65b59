package dev.reveille.cli.gate;

import dev.reveille.cli.gate.GateReport.CellReport;
import dev.reveille.cli.gate.GateReport.TurnReport;
import dev.reveille.cli.text.Spans;
import dev.reveille.domain.Safe;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.gate.Comparison;
import dev.reveille.domain.run.Finding;

/** The report for a pull request. What agents say in it is text, never markup. */
final class MarkdownReport {
  private static final int LONGEST = 500;

  private MarkdownReport() {}

  static String of(GateReport report) {
    StringBuilder text = new StringBuilder();
    text.append("### Boot gate: ").append(safe(report.verdict())).append("\n\n");
    text.append("| agent | target | | boots | now | before | times as long | limit |\n");
    text.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    report.cells().forEach(cell -> row(text, cell));
    text.append('\n');
    report.cells().forEach(cell -> findings(text, cell));
    stages(text, report);
    turns(text, report);
    String host = report.samples() + " boots of each, on " + report.host().inWords();
    String against = report.against() == null ? "" : ", against " + report.against();
    text.append('\n').append(safe(host + against)).append(".\n");
    report.notes().forEach(note -> text.append("\n- note: ").append(safe(note)).append('\n'));
    if (report.deployment() != null) {
      text.append("\n- deployment: ").append(safe(report.deployment())).append('\n');
    }
    return text.toString();
  }

  private static void row(StringBuilder text, CellReport cell) {
    String before = cell.before() == null ? Words.NOTHING : Words.times(cell.before());
    for (String column :
        new String[] {
          cell.agent(),
          cell.target(),
          Words.decision(cell.passed()),
          Words.boots(cell),
          Words.times(cell.now()),
          before,
          Words.ratio(cell),
          Spans.of(cell.limitMillis())
        }) {
      text.append("| ").append(safe(column)).append(' ');
    }
    text.append("|\n");
  }

  private static void findings(StringBuilder text, CellReport cell) {
    for (Finding finding : cell.findings()) {
      text.append("- ")
          .append(
              safe(
                  cell.agent()
                      + " × "
                      + cell.target()
                      + ": "
                      + finding.code()
                      + ": "
                      + finding.message()))
          .append('\n');
    }
  }

  private static void stages(StringBuilder text, GateReport report) {
    if (report.cells().stream().allMatch(cell -> cell.comparisons().isEmpty())) {
      return;
    }
    text.append("\n<details><summary>each stage, now against before</summary>\n\n");
    text.append("| agent | target | part | before | now | times as long | delta | chance |\n");
    text.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (CellReport cell : report.cells()) {
      cell.comparisons().forEach(comparison -> stage(text, cell, comparison));
    }
    text.append("\n</details>\n");
  }

  private static void stage(StringBuilder text, CellReport cell, Comparison comparison) {
    for (String column :
        new String[] {
          cell.agent(),
          cell.target(),
          comparison.part() + (comparison.slower() ? " (slower)" : ""),
          Spans.of(Math.round(comparison.medianBefore())),
          Spans.of(Math.round(comparison.medianNow())),
          Words.ratio(comparison),
          String.format(java.util.Locale.ROOT, "%.2f", comparison.delta()),
          String.format(java.util.Locale.ROOT, "%.3f", comparison.chance())
        }) {
      text.append("| ").append(safe(column)).append(' ');
    }
    text.append("|\n");
  }

  private static void turns(StringBuilder text, GateReport report) {
    if (report.turns() == null) {
      return;
    }
    for (TurnReport turn : report.turns()) {
      text.append("- ")
          .append(
              safe(
                  "turn by "
                      + turn.agent()
                      + ": "
                      + turn.verdict()
                      + " ("
                      + turn.run()
                      + "): "
                      + turn.message()))
          .append('\n');
    }
  }

  /** On one line, with all that Markdown or HTML could take for its own made harmless. */
  static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    for (char letter : Spoken.cut(Safe.line(text), LONGEST).toCharArray()) {
      switch (letter) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        // Links itself to people, issues and pages where it is read.
        case '@' -> safe.append("&#64;");
        case '#' -> safe.append("&#35;");
        case '\\', '`', '*', '_', '{', '}', '[', ']', '(', ')', '!', '|', '~', '$' ->
            safe.append('\\').append(letter);
        default -> safe.append(letter);
      }
    }
    // Addresses are not to become links.
    return safe.toString().replace("://", "&#58;//").replace("www.", "www&#46;");
  }
}
