package dev.reveille.cli.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Style;
import dev.reveille.domain.Json;
import dev.reveille.domain.Safe;
import dev.reveille.starter.files.problem.Problem;
import dev.reveille.starter.imports.Fate;
import dev.reveille.starter.imports.FieldNote;
import dev.reveille.starter.imports.Ground;
import dev.reveille.starter.imports.ImportReport;
import dev.reveille.starter.imports.ImportedJob;
import dev.reveille.starter.imports.ImportedJob.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what became of each job and each of its fields. */
final class ReportPrint {
  private final Console console;
  private final boolean check;

  ReportPrint(Console console, boolean check) {
    this.console = console;
    this.check = check;
  }

  void print(ImportReport report, Ground ground, List<Problem> problems, DueCheck.Result due) {
    if (console.json()) {
      console.document(json(report, ground, problems, due));
      return;
    }
    problems.forEach(problem -> console.say(Safe.line(problem.text())));
    report.jobs().forEach(this::job);
    for (String file : report.gone()) {
      console.say(
          "gone      "
              + file
              + ": its source no longer names the job; remove the file"
              + " where the job is to end");
    }
    console.say("");
    left(report);
    console.say(summary(report));
    if (ground.first().isPresent() && !check) {
      console.say("reveille.yaml was written: put the keys that it names into .env beside it");
    }
    if (check) {
      new DuePrint(console).print(report, due);
    }
    if (!report.toAdd().isEmpty()) {
      console.say("");
      console.say("To carry more, add this to reveille.yaml and import again:");
      report.toAdd().lines().forEach(line -> console.say("  " + Safe.text(line)));
    }
  }

  private void job(ImportedJob job) {
    String word = job.outcome().word();
    Style style =
        switch (job.outcome()) {
          case HELD -> Style.BAD;
          case KEPT, SKIPPED -> Style.WARNING;
          default -> Style.GOOD;
        };
    String where = job.file() == null ? Safe.line(job.name()) : job.file();
    String name = job.file() == null ? "" : "  " + Safe.line(job.name());
    console.say(
        console.styled(style, String.format(Locale.ROOT, "%-9s", word)) + " " + where + name);
    if (!job.message().isEmpty()) {
      console.say("            " + Safe.line(job.message()));
    }
    if (job.outcome() == Outcome.SKIPPED) {
      return;
    }
    for (FieldNote note : job.fields()) {
      if (note.fate() == Fate.TRANSLATED || note.fate() == Fate.NOT_CARRIED) {
        String mark = note.fate() == Fate.NOT_CARRIED ? "  !         " : "            ";
        console.say(mark + Safe.line(note.text()));
      }
    }
  }

  private void left(ImportReport report) {
    String left =
        report.jobs().stream()
            .flatMap(job -> job.fields().stream())
            .filter(note -> note.fate() == Fate.LEFT)
            .map(FieldNote::field)
            .distinct()
            .collect(Collectors.joining(", "));
    if (!left.isEmpty()) {
      console.say("left there, being book-keeping: " + Safe.line(left));
    }
  }

  private String summary(ImportReport report) {
    List<String> counts = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      long count = report.count(outcome);
      if (count > 0) {
        counts.add(count + " " + outcome.word());
      }
    }
    String all = counts.isEmpty() ? "no job was found" : String.join(", ", counts);
    return check ? "would be: " + all + "; nothing was written" : all;
  }

  private ObjectNode json(
      ImportReport report, Ground ground, List<Problem> problems, DueCheck.Result due) {
    ObjectNode result = Json.mapper().createObjectNode();
    result.put("written", !check);
    if (!due.by().isEmpty()) {
      result.put("compared", due.by());
    }
    result.put("folder", ground.folder().toString());
    ArrayNode jobs = result.putArray("jobs");
    for (ImportedJob job : report.jobs()) {
      ObjectNode node = Json.mapper().valueToTree(job);
      DueCheck.Pair pair = due.pairs().get(job.source());
      if (pair != null) {
        DuePrint.json(node, pair);
      }
      jobs.add(node);
    }
    ArrayNode gone = result.putArray("gone");
    report.gone().forEach(gone::add);
    result.put("toAdd", report.toAdd());
    result.put("settingsWritten", ground.first().isPresent() && !check);
    result.set("problems", Json.mapper().valueToTree(problems));
    return result;
  }
}
