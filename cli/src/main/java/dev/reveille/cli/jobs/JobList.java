package dev.reveille.cli.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.data.IsolationNote;
import dev.reveille.cli.runs.Verdicts;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.LocalTimes;
import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.domain.Json;
import dev.reveille.domain.boothealth.BootHealth;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.volume.Lineage;
import dev.reveille.domain.volume.Standing;
import dev.reveille.domain.volume.VolumeRule;
import dev.reveille.runlog.ReadableRunLog;
import dev.reveille.runlog.RunReader;
import dev.reveille.starter.Jobs;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.schedule.HeldSchedule;
import dev.reveille.starter.schedule.NextTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code jobs}: each job of the folder, and how it stands. */
public final class JobList {
  private JobList() {}

  /**
   * A job as file, server and run log know it.
   *
   * @param file null for a schedule whose job file is gone
   * @param held null for a job that is not scheduled
   */
  private record Job(
      String id,
      @Nullable JobDefinition file,
      @Nullable HeldSchedule held,
      @Nullable NextTime next,
      @Nullable RunView last,
      List<Standing> volume,
      @Nullable BootHealth boot) {
    Job {
      volume = List.copyOf(volume);
    }

    String state() {
      HeldSchedule schedule = held;
      if (schedule == null) {
        return "not scheduled";
      }
      if (file == null) {
        return "no job file that is right has it";
      }
      if (schedule.paused()) {
        return schedule.note();
      }
      String deferred = deferred();
      return deferred == null ? learning() : "put off: " + deferred;
    }

    /** What of its past is not known well enough to judge by. */
    private String learning() {
      return volume.stream()
          .filter(Standing::isLearning)
          .map(Standing::words)
          .collect(Collectors.joining("; "));
    }

    /** Why the run under way has not booted yet. */
    @Nullable String deferred() {
      RunView run = last;
      return run != null && run.status() == RunStatus.QUEUED ? run.deferred() : null;
    }
  }

  /** Lists them. Returns the exit code. */
  public static int run(Session session) throws Exception {
    FolderReading reading = session.reading();
    Optional<String> shortfall = IsolationNote.read(session.data().path());
    List<Job> jobs = new ArrayList<>();
    try (Connection connection = Connection.open(session);
        ReadableRunLog log = session.runLog()) {
      String owner = reading.settings().owner();
      Jobs scheduled = connection.client(owner).jobs();
      Map<String, HeldSchedule> held = new TreeMap<>();
      scheduled.scheduled(owner).forEach(schedule -> held.put(schedule.job(), schedule));
      Map<String, JobDefinition> files =
          reading.jobs().stream()
              .map(PlannedJob::definition)
              .collect(Collectors.toMap(JobDefinition::id, definition -> definition));
      TreeSet<String> ids = new TreeSet<>(held.keySet());
      ids.addAll(files.keySet());
      BootStanding boots = new BootStanding(log.boots(), Instant.now(), ids);
      for (String id : ids) {
        HeldSchedule schedule = held.get(id);
        List<NextTime> next = schedule == null ? List.of() : scheduled.next(id, 1);
        List<RunView> last = log.list(new RunReader.Query(id, null, null, 1));
        jobs.add(
            new Job(
                id,
                files.get(id),
                schedule,
                next.isEmpty() ? null : next.get(0),
                last.isEmpty() ? null : last.get(0),
                volume(files.get(id), log),
                boots.of(files.get(id)).orElse(null)));
      }
    }
    if (session.console().json()) {
      session.console().document(json(jobs, reading, shortfall));
    } else {
      print(session.console(), jobs, reading, shortfall);
    }
    return 0;
  }

  private static List<Standing> volume(@Nullable JobDefinition file, ReadableRunLog log) {
    List<VolumeRule> rules = file == null ? List.of() : VolumeRule.of(file.expect());
    return file == null || rules.isEmpty()
        ? List.of()
        : Standing.of(rules, log.goodRuns(file.id(), Lineage.of(file)));
  }

  private static ObjectNode json(
      List<Job> jobs, FolderReading reading, Optional<String> shortfall) {
    ObjectNode result = Json.mapper().createObjectNode();
    result.put("owner", reading.settings().owner());
    result.put("isolationShortfall", shortfall.orElse(null));
    ArrayNode all = result.putArray("jobs");
    for (Job job : jobs) {
      HeldSchedule held = job.held();
      NextTime next = job.next();
      RunView last = job.last();
      ObjectNode node = all.addObject();
      node.put("job", job.id());
      JobDefinition file = job.file();
      node.put("name", file == null ? null : file.name());
      node.put("scheduled", held != null);
      node.put("paused", held != null && held.paused());
      node.put("note", held == null || held.note().isEmpty() ? null : held.note());
      node.put("next", next == null ? null : next.due().toString());
      node.put("zone", file == null ? null : NextList.zone(file.schedule()).getId());
      node.put("lastRun", last == null ? null : last.run());
      node.put("lastStatus", last == null ? null : last.status().word());
      node.put("lastVerdict", last == null ? null : last.verdict());
      node.put("deferred", job.deferred());
      node.set("boot", Json.mapper().valueToTree(job.boot()));
      node.set("volume", Json.mapper().valueToTree(job.volume()));
    }
    result.set("problems", Json.mapper().valueToTree(reading.problems()));
    return result;
  }

  private static void print(
      Console console, List<Job> jobs, FolderReading reading, Optional<String> shortfall) {
    if (jobs.isEmpty()) {
      console.note("the folder has no jobs, and the server none of its owner");
    } else {
      Table table = new Table("JOB", "LAST", "BOOT P95", "NEXT", "");
      jobs.forEach(job -> row(table, job));
      console.say(table);
    }
    shortfall.ifPresent(
        why -> console.say(console.styled(Style.WARNING, "isolation auto means none: " + why)));
    Validation.print(console, reading, console::say);
  }

  private static void row(Table table, Job job) {
    RunView last = job.last();
    NextTime next = job.next();
    JobDefinition file = job.file();
    Instant due = next == null ? null : next.due();
    String shown =
        due == null
            ? "–"
            : file == null
                ? LocalTimes.full(due)
                : LocalTimes.full(due, NextList.zone(file.schedule()));
    table.row(
        Table.Cell.of(job.id()),
        last == null ? Table.Cell.of("–") : Verdicts.cell(last),
        BootStanding.cell(job.boot()),
        Table.Cell.of(shown),
        Table.Cell.of(job.state()));
  }
}
