package dev.reveille.cli.gate;

import dev.reveille.cli.gate.GateReport.CellReport;
import dev.reveille.cli.gate.GateReport.TurnReport;
import dev.reveille.domain.Safe;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.Finding.Severity;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report as build services read it: a test case a cell, and one a turn. */
final class JunitReport {
  private final GateReport report;
  private final XMLStreamWriter xml;

  private JunitReport(GateReport report, XMLStreamWriter xml) {
    this.report = report;
    this.xml = xml;
  }

  static String of(GateReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      new JunitReport(report, xml).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the report cannot be written as XML", e);
    }
    return text + "\n";
  }

  private void write() throws XMLStreamException {
    int turns = report.turns() == null ? 0 : report.turns().size();
    long failed = report.cells().stream().filter(cell -> !cell.passed()).count();
    if (report.turns() != null) {
      failed += report.turns().stream().filter(turn -> !turn.passed()).count();
    }
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    attribute("name", "reveille gate");
    attribute("tests", String.valueOf(report.cells().size() + turns));
    attribute("failures", String.valueOf(failed));
    attribute("errors", "0");
    attribute("skipped", "0");
    for (CellReport cell : report.cells()) {
      cell(cell);
    }
    if (report.turns() != null) {
      for (TurnReport turn : report.turns()) {
        turn(turn);
      }
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void cell(CellReport cell) throws XMLStreamException {
    Long median = cell.now().medianMillis();
    start(
        "reveille.gate." + cell.agent(), "boots for " + cell.target(), median == null ? 0 : median);
    List<Finding> failing =
        cell.findings().stream().filter(found -> found.severity() == Severity.FAIL).toList();
    if (!failing.isEmpty()) {
      // Not every reader takes more than one for a test case.
      String all = failing.stream().map(Finding::message).collect(Collectors.joining(" "));
      failure(failing.get(0).code(), all);
    }
    xml.writeStartElement("system-out");
    xml.writeCharacters(safe(Words.boots(cell) + "; " + Words.times(cell.now())));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void turn(TurnReport turn) throws XMLStreamException {
    start("reveille.gate." + turn.agent(), "does one turn", 0);
    if (!turn.passed()) {
      failure(turn.verdict(), turn.message() + " (" + turn.run() + ")");
    }
    xml.writeEndElement();
  }

  private void start(String group, String name, long millis) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    attribute("classname", group);
    attribute("name", name);
    attribute("time", String.format(Locale.ROOT, "%.3f", millis / 1_000.0));
  }

  private void failure(String type, String message) throws XMLStreamException {
    xml.writeStartElement("failure");
    attribute("type", type);
    attribute("message", message);
    xml.writeCharacters(safe(message));
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, safe(value));
  }

  /** Without what XML cannot hold. */
  private static String safe(String text) {
    return Safe.line(text).replaceAll("[\\uFFFE\\uFFFF]", "?");
  }
}
