package dev.reveille.cli.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Style;
import dev.reveille.domain.Json;
import dev.reveille.domain.Words;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.probe.ProbeApply;
import dev.reveille.starter.probe.ProbePlan;
import dev.reveille.starter.schedule.ApplyReport;
import dev.reveille.starter.schedule.ScheduleApply;
import dev.reveille.starter.schedule.SchedulePlan;
import dev.reveille.starter.server.Namespaces;
import java.util.List;

/** {@code apply}: the server's schedules become what the job files say. */
public final class Applying {
  private final Console console;
  private final FolderReading reading;
  private final ArrayNode steps = Json.mapper().createArrayNode();
  private final ArrayNode probes = Json.mapper().createArrayNode();
  private boolean failed;

  private Applying(Console console, FolderReading reading) {
    this.console = console;
    this.reading = reading;
  }

  /** Applies, or says what would be done. Returns the exit code. */
  public static int run(Session session, boolean dryRun, boolean prune) throws Exception {
    FolderReading reading = session.reading();
    Applying applying = new Applying(session.console(), reading);
    Validation.print(session.console(), reading, session.console()::note);
    if (reading.hasErrors()) {
      throw Failure.usage(Validation.summary(reading) + "; `reveille validate` lists them");
    }
    try (Connection connection = Connection.open(session)) {
      ProbeApply probes = ProbeApply.on(connection.stubs(), connection.namespace());
      ScheduleApply apply = ScheduleApply.on(connection.stubs(), connection.namespace());
      String owner = reading.settings().owner();
      if (dryRun) {
        applying.tell(apply.plan(reading.jobs(), owner, prune));
      } else {
        Namespaces.prepare(connection.stubs(), connection.namespace());
        applying.tell(apply.apply(reading.jobs(), owner, prune));
      }
      applying.tell(
          probes.apply(ProbePlan.of(reading.jobs()), owner, reading.settings().probes(), dryRun));
    }
    return applying.end(dryRun);
  }

  private void tell(SchedulePlan plan) {
    for (SchedulePlan.Step step : plan.steps()) {
      boolean refused = step.action() == SchedulePlan.Action.REFUSE;
      add(step.job(), Words.camel(step.action()), step.message(), refused);
      say(step.text(), refused);
    }
  }

  private void tell(ApplyReport report) {
    for (ApplyReport.Result result : report.results()) {
      boolean bad =
          result.outcome() == ApplyReport.Outcome.REFUSED
              || result.outcome() == ApplyReport.Outcome.FAILED;
      add(result.job(), result.outcome().word(), result.message(), bad);
      say(result.text(), bad);
    }
  }

  private void tell(List<ProbeApply.Change> changes) {
    for (ProbeApply.Change change : changes) {
      probes.addObject().put("probe", change.probe()).put("outcome", Words.camel(change.outcome()));
      say(change.text(), false);
    }
  }

  private void add(String job, String outcome, String message, boolean bad) {
    steps.addObject().put("job", job).put("outcome", outcome).put("message", message);
    failed |= bad;
  }

  private void say(String line, boolean bad) {
    if (!console.json()) {
      console.say(bad ? console.styled(Style.WARNING, line) : line);
    }
  }

  private int end(boolean dryRun) {
    if (console.json()) {
      ObjectNode result = Json.mapper().createObjectNode();
      result.put("dryRun", dryRun);
      result.put("owner", reading.settings().owner());
      result.set("jobs", steps);
      result.set("probes", probes);
      result.set("problems", Json.mapper().valueToTree(reading.problems()));
      console.document(result);
    } else if (steps.isEmpty()) {
      console.say("nothing to do: the folder has no jobs");
    } else if (dryRun) {
      console.say("nothing was written: this was a dry run");
    }
    return failed ? Failure.FAILED : 0;
  }
}
