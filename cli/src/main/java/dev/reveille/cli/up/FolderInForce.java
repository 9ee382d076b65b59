package dev.reveille.cli.up;

import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.LocalTimes;
import dev.reveille.cli.text.Style;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.problem.Problem;
import dev.reveille.starter.files.settings.FolderSettings;
import dev.reveille.starter.probe.ProbeApply;
import dev.reveille.starter.probe.ProbePlan;
import dev.reveille.starter.schedule.ApplyReport;
import dev.reveille.starter.schedule.ApplyReport.Outcome;
import dev.reveille.starter.schedule.ScheduleApply;
import dev.reveille.starter.schedule.ScheduleApply.Look;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the server's schedules what the folder last said without an error. Thread-safe; blocks
 * while it applies.
 */
final class FolderInForce {
  private final Console console;
  private final ScheduleApply apply;
  private final ProbeApply probes;
  private final Consumer<FolderSettings> settings;
  private @Nullable FolderReading good;
  private @Nullable FolderReading broken;
  private Set<Problem> warned = Set.of();
  private boolean owing;
  private Look look = Look.LIST;
  private String trouble = "";

  /**
   * @param settings told of the settings of each reading that is taken in force
   */
  FolderInForce(
      Console console, ScheduleApply apply, ProbeApply probes, Consumer<FolderSettings> settings) {
    this.console = console;
    this.apply = apply;
    this.probes = probes;
    this.settings = settings;
  }

  /** Takes a reading in force, or where it has errors, says so and keeps the last good one. */
  synchronized void take(FolderReading reading) {
    sayProblems(reading);
    if (reading.hasErrors()) {
      broken = reading;
      sayBroken();
      return;
    }
    if (broken != null) {
      broken = null;
      say("the folder is right again");
    }
    good = reading;
    settings.accept(reading.settings());
    owing = true;
    applyOwed();
  }

  /**
   * Applies again, as dates move on: clock changes of later years, times that have passed. Looks at
   * each schedule, which an edit of the folder is not made to wait for.
   */
  synchronized void applyAgain() {
    owing = good != null;
    look = Look.EACH;
    applyOwed();
  }

  /** Applies what could not be applied before; does nothing where nothing is owed. */
  synchronized void applyOwed() {
    FolderReading reading = good;
    if (!owing || reading == null || broken != null) {
      return;
    }
    try {
      ApplyReport report = apply.apply(reading.jobs(), reading.settings().owner(), true, look);
      report.results().forEach(this::tell);
      applyProbes(reading);
      owing = report.count(Outcome.FAILED) > 0;
      look = Look.LIST;
      trouble = "";
    } catch (RuntimeException e) {
      String now = String.valueOf(e.getMessage());
      if (!now.equals(trouble)) {
        trouble = now;
        say(console.styled(Style.BAD, "the folder cannot be applied yet: " + now));
      }
    }
  }

  private void applyProbes(FolderReading reading) {
    FolderSettings set = reading.settings();
    probes
        .apply(ProbePlan.of(reading.jobs()), set.owner(), set.probes(), false)
        .forEach(change -> console.progress(change.text()));
  }

  /** Says again that the folder is broken, as long as it is. */
  synchronized void remind() {
    if (broken != null) {
      sayBroken();
    }
  }

  /** How many jobs are in force. */
  synchronized int jobs() {
    FolderReading reading = good;
    return reading == null ? 0 : reading.jobs().size();
  }

  /** Errors each time; a warning once, as long as it stands. */
  private void sayProblems(FolderReading reading) {
    Set<Problem> warnings = new HashSet<>();
    for (Problem problem : reading.problems()) {
      if (problem.isError()) {
        say(console.styled(Style.BAD, problem.text()));
      } else if (!warned.contains(problem)) {
        say(console.styled(Style.WARNING, problem.text()));
      }
      if (!problem.isError()) {
        warnings.add(problem);
      }
    }
    warned = warnings;
  }

  private void sayBroken() {
    FolderReading reading = broken;
    if (reading != null) {
      String stays =
          good == null
              ? "NOTHING IS APPLIED until they are mended"
              : "the last good definitions stay in force until they are mended";
      say(
          console.styled(
              Style.BAD,
              "THE FOLDER HAS ERRORS (" + reading.errors().size() + " in all): " + stays));
    }
  }

  private void tell(ApplyReport.Result result) {
    if (result.outcome() == Outcome.UNCHANGED) {
      return;
    }
    boolean bad = result.outcome() == Outcome.REFUSED || result.outcome() == Outcome.FAILED;
    say(bad ? console.styled(Style.BAD, result.text()) : result.text());
  }

  private void say(String line) {
    console.tell(LocalTimes.clock(Instant.now()) + "  " + line);
  }
}
