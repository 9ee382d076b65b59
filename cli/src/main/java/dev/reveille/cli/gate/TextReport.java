package dev.reveille.cli.gate;

import dev.reveille.cli.gate.GateReport.CellReport;
import dev.reveille.cli.gate.GateReport.TurnReport;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Spans;
import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.cli.text.Table.Cell;
import dev.reveille.domain.Safe;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.Finding.Severity;

/** The report as a person reads it in a terminal. */
final class TextReport {
  private final GateReport report;
  private final Console console;

  private TextReport(GateReport report, Console console) {
    this.report = report;
    this.console = console;
  }

  static void print(GateReport report, Console console) {
    new TextReport(report, console).print();
  }

  private void print() {
    cells();
    report.cells().forEach(this::findings);
    turns();
    report.notes().forEach(note -> console.say("note: " + Safe.line(note)));
    if (report.deployment() != null) {
      console.say("deployment: " + Safe.line(report.deployment()));
    }
    console.say(
        console.styled(report.passed() ? Style.GOOD : Style.BAD, Safe.line(report.verdict())));
  }

  private void cells() {
    boolean compared = report.against() != null;
    Table table =
        compared
            ? new Table("agent", "target", "", "boots", "now", "before", "times as long", "limit")
            : new Table("agent", "target", "", "boots", "now", "limit");
    for (CellReport cell : report.cells()) {
      Cell decision =
          new Cell(Words.decision(cell.passed()), cell.passed() ? Style.GOOD : Style.BAD);
      Cell limit = Cell.of(Spans.of(cell.limitMillis()));
      Cell agent = Cell.of(cell.agent());
      Cell target = Cell.of(cell.target());
      Cell boots = Cell.of(Words.boots(cell));
      Cell now = Cell.of(Words.times(cell.now()));
      if (compared) {
        String before = cell.before() == null ? Words.NOTHING : Words.times(cell.before());
        table.row(
            agent,
            target,
            decision,
            boots,
            now,
            Cell.of(before),
            Cell.of(Words.ratio(cell)),
            limit);
      } else {
        table.row(agent, target, decision, boots, now, limit);
      }
    }
    console.say(table);
  }

  private void findings(CellReport cell) {
    for (Finding finding : cell.findings()) {
      String line =
          cell.agent() + " × " + cell.target() + ": " + finding.code() + ": " + finding.message();
      Style style = finding.severity() == Severity.FAIL ? Style.BAD : Style.WARNING;
      console.say(console.styled(style, Safe.line(line)));
    }
  }

  private void turns() {
    if (report.turns() == null) {
      return;
    }
    for (TurnReport turn : report.turns()) {
      String line =
          "turn by "
              + turn.agent()
              + ": "
              + turn.verdict()
              + ", "
              + (turn.toolsReturned() == null ? "" : turn.toolsReturned() + " tools returned, ")
              + turn.message()
              + " ("
              + turn.run()
              + ")";
      console.say(console.styled(turn.passed() ? Style.GOOD : Style.BAD, Safe.line(line)));
    }
  }
}
