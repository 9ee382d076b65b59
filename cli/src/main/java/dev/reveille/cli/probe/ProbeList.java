package dev.reveille.cli.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.jobs.Connection;
import dev.reveille.cli.jobs.Validation;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Spans;
import dev.reveille.domain.Json;
import dev.reveille.domain.Nearest;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.boothealth.BootFigures;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.runlog.BootReader;
import dev.reveille.runlog.ReadableRunLog;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.probe.PlannedProbe;
import dev.reveille.starter.probe.ProbePlan;
import dev.reveille.starter.probe.ProbeRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code probe}: one boot of each agent for each session target, one after the other. */
public final class ProbeList {
  /** How far back the boots are taken with which the new one is compared. */
  static final Duration PAST = Duration.ofDays(30);

  private static final int MOST = 2_000;

  private final Session session;
  private final Console console;

  private ProbeList(Session session) {
    this.session = session;
    this.console = session.console();
  }

  /** Probes; one agent's targets, or all for null. Returns the exit code. */
  public static int run(Session session, @Nullable String agent) throws Exception {
    FolderReading reading = session.reading();
    if (reading.hasErrors()) {
      Validation.print(session.console(), reading, session.console()::note);
      throw Failure.usage(Validation.summary(reading) + "; `reveille validate` lists them");
    }
    List<PlannedProbe> probes = wanted(reading, agent);
    try (Connection connection = Connection.open(session)) {
      ProbeRuns runs = ProbeRuns.on(connection.stubs(), connection.namespace());
      return new ProbeList(session).run(probes, runs, oneShots(reading, agent));
    }
  }

  private static List<PlannedProbe> wanted(FolderReading reading, @Nullable String agent) {
    List<PlannedProbe> probes =
        ProbePlan.of(reading.jobs()).stream()
            .filter(probe -> agent == null || probe.probed().agent().equals(agent))
            .toList();
    if (!probes.isEmpty()) {
      return probes;
    }
    List<String> used =
        ProbePlan.of(reading.jobs()).stream()
            .map(probe -> probe.probed().agent())
            .distinct()
            .toList();
    List<String> oneShots = oneShots(reading, agent);
    String why =
        !oneShots.isEmpty()
            ? oneShot(oneShots)
            : agent == null
                ? "no enabled job of the folder has an agent"
                : "no enabled job uses the agent '"
                    + agent
                    + "'; "
                    + Nearest.question(agent, used, "used are: " + String.join(", ", used));
    throw Failure.usage("there is nothing to probe: " + why);
  }

  /** Agents whose boot is the beginning of their work. */
  private static List<String> oneShots(FolderReading reading, @Nullable String agent) {
    TreeSet<String> names = new TreeSet<>();
    reading.jobs().stream()
        .map(PlannedJob::definition)
        .map(JobDefinition::agent)
        .filter(Objects::nonNull)
        .filter(profile -> profile.protocol() == AgentProfile.Protocol.COMMAND)
        .map(AgentProfile::name)
        .filter(name -> agent == null || name.equals(agent))
        .forEach(names::add);
    return List.copyOf(names);
  }

  private static String oneShot(List<String> names) {
    return String.join(", ", names)
        + (names.size() == 1 ? " is a one-shot program" : " are one-shot programs")
        + ", whose boot begins the work; its real boots are in the run log";
  }

  private int run(List<PlannedProbe> probes, ProbeRuns runs, List<String> oneShots) {
    List<ProbeRow> rows = new ArrayList<>();
    for (PlannedProbe probe : probes) {
      String what = probe.probed().agent() + " for " + probe.probed().target();
      console.progress(
          "booting "
              + what
              + ", at most "
              + Spoken.duration(probe.job().boot().timeout())
              + " ("
              + (rows.size() + 1)
              + " of "
              + probes.size()
              + ")");
      ProbeRow row = row(runs.await(runs.start(probe)));
      rows.add(row);
      Long millis = row.ended().result().millis();
      console.progress("  " + (millis == null ? row.verdict() : "ready in " + Spans.of(millis)));
    }
    if (console.json()) {
      console.document(json(rows, oneShots));
    } else {
      console.say(ProbeRow.table(rows));
      rows.stream()
          .filter(row -> !row.ended().good())
          .forEach(row -> console.say(row.name() + ": " + row.ended().result().message()));
      if (!oneShots.isEmpty()) {
        console.note("not probed: " + oneShot(oneShots));
      }
    }
    return rows.stream().allMatch(row -> row.ended().good()) ? 0 : Failure.FAILED;
  }

  private ProbeRow row(ProbeRuns.Ended ended) {
    try (ReadableRunLog log = session.runLog()) {
      JobDefinition job = ended.probe().job();
      List<BootSample> all =
          log.boots()
              .samples(
                  new BootReader.Query(
                      job.owner(),
                      ended.probe().probed().agent(),
                      ended.probe().probed().target().toString(),
                      null,
                      null,
                      null,
                      Instant.now().minus(PAST),
                      MOST));
      BootSample own =
          all.stream().filter(sample -> sample.run().equals(ended.run())).findFirst().orElse(null);
      List<BootSample> past =
          all.stream().filter(sample -> !sample.run().equals(ended.run())).toList();
      return new ProbeRow(ended, own, BootFigures.of(past));
    } catch (Failure noRunLogHere) {
      return new ProbeRow(ended, null, BootFigures.of(List.of()));
    }
  }

  private static ObjectNode json(List<ProbeRow> rows, List<String> oneShots) {
    ObjectNode result = Json.mapper().createObjectNode();
    ArrayNode all = result.putArray("probes");
    rows.forEach(row -> all.add(row.json()));
    result.set("notProbed", Json.mapper().valueToTree(oneShots));
    return result;
  }
}
