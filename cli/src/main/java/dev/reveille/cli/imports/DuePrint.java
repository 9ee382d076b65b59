package dev.reveille.cli.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.LocalTimes;
import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.starter.imports.ImportReport;
import dev.reveille.starter.imports.ImportedJob;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;

/** Shows due times of both sides. */
final class DuePrint {
  private static final int MOST_LINES = 10;
  private static final String CHANGE =
      "only where the clocks change: OpenClaw leaves out what the clocks skip and the second of two"
          + " like hours; write dst: skip for the same here";

  private final Console console;

  DuePrint(Console console) {
    this.console = console;
  }

  void print(ImportReport report, DueCheck.Result result) {
    for (ImportedJob job : report.jobs()) {
      DueCheck.Pair pair = result.pairs().get(job.source());
      ScheduleRule rule = job.rule();
      if (pair != null && rule != null) {
        console.say("");
        console.say(job.job() + ": " + verdict(pair));
        table(pair, rule);
      }
    }
    if (!result.by().isEmpty()) {
      console.say("");
      long differing = result.differing();
      console.say(
          (result.pairs().size() - differing)
              + " of "
              + result.pairs().size()
              + " jobs are due at the same times here and there ("
              + result.by()
              + "; stagger aside)");
    }
  }

  private String verdict(DueCheck.Pair pair) {
    List<Instant> theirs = pair.theirs();
    if (theirs == null) {
      return pair.ours().size() + " due times";
    }
    if (pair.equal()) {
      return console.styled(Style.GOOD, "the same, " + pair.ours().size() + " due times");
    }
    String differ =
        "differ: "
            + pair.onlyOurs().size()
            + " only here, "
            + pair.onlyTheirs().size()
            + " only there";
    return console.styled(
        pair.clockChanges() ? Style.WARNING : Style.BAD,
        differ + (pair.clockChanges() ? ", " + CHANGE : ""));
  }

  private void table(DueCheck.Pair pair, ScheduleRule rule) {
    ZoneId zone = rule.kind() == ScheduleRule.Kind.CRON ? rule.tz() : ZoneId.systemDefault();
    List<Instant> theirs = pair.theirs();
    TreeSet<Instant> shown = new TreeSet<>(pair.onlyOurs());
    shown.addAll(pair.onlyTheirs());
    if (shown.isEmpty()) {
      shown.addAll(pair.ours());
    }
    Table table = theirs == null ? new Table("HERE") : new Table("HERE", "THERE");
    for (Instant time : shown.stream().limit(MOST_LINES).toList()) {
      String text = LocalTimes.full(time, zone);
      if (theirs == null) {
        table.row(text);
      } else {
        table.row(pair.ours().contains(time) ? text : "–", theirs.contains(time) ? text : "–");
      }
    }
    console.say(table);
  }

  /** The same for programs, into the job's own object. */
  static void json(ObjectNode job, DueCheck.Pair pair) {
    ObjectNode due = job.putObject("due");
    due.set("ours", Json.mapper().valueToTree(pair.ours()));
    due.set("theirs", Json.mapper().valueToTree(pair.theirs()));
    if (pair.theirs() != null) {
      due.put("equal", pair.equal()).put("onlyClockChanges", !pair.equal() && pair.clockChanges());
      due.set("onlyOurs", Json.mapper().valueToTree(pair.onlyOurs()));
      due.set("onlyTheirs", Json.mapper().valueToTree(pair.onlyTheirs()));
    }
  }
}
