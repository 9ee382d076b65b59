package dev.reveille.starter.files;

import dev.reveille.domain.Nearest;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.starter.files.job.Identity;
import dev.reveille.starter.files.job.JobReader;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.settings.Secrets;
import dev.reveille.starter.files.settings.SettingsReader;
import dev.reveille.starter.files.settings.SettingsReading;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Sequence;
import dev.reveille.starter.files.tree.SourceText;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a folder that holds {@code reveille.yaml} and {@code jobs/}. Bad content never throws: it
 * becomes problems, all of all files at once. Blocks on the file system; needs no server.
 */
public final class JobFolder {
  private static final int MOST_JOBS = 10_000;

  /** What OpenClaw's list puts beside the jobs. */
  private static final Set<String> LISTING =
      Set.of(
          "version",
          "snapshotRevision",
          "total",
          "offset",
          "limit",
          "hasMore",
          "nextOffset",
          "deliveryPreviews");

  private final Path folder;
  private final boolean onDisk;
  private final Problems problems;
  private final List<Node> jobs = new ArrayList<>();

  private JobFolder(Path folder, boolean onDisk, Problems problems) {
    this.folder = folder;
    this.onDisk = onDisk;
    this.problems = problems;
  }

  /** Reads all of a folder. */
  public static FolderReading read(Path dir) {
    return new JobFolder(dir.toAbsolutePath().normalize(), true, new Problems()).read();
  }

  /**
   * Reads all of a folder, one job with fields of it set otherwise, such as {@code payload.model}.
   * What is wrong with an override stands in the problems under the file {@code --set}.
   */
  public static FolderReading read(Path dir, String jobId, Overrides overrides) {
    return new JobFolder(dir.toAbsolutePath().normalize(), true, new Problems())
        .read(jobId, overrides);
  }

  /**
   * Reads jobs that stand in no file.
   *
   * @param folder absolute
   */
  static FolderReading read(
      Path folder, Optional<Node> settings, List<Node> jobs, Problems problems) {
    JobFolder reading = new JobFolder(folder, false, problems);
    jobs.forEach(reading::add);
    return reading.reading(SettingsReader.read(folder, settings, problems));
  }

  private FolderReading read() {
    SettingsReading settings = settings();
    collectJobs();
    return reading(settings);
  }

  private FolderReading read(String jobId, Overrides overrides) {
    SettingsReading settings = settings();
    collectJobs();
    Set<String> ids = new TreeSet<>();
    boolean met = false;
    for (int i = 0; i < jobs.size(); i++) {
      if (jobs.get(i) instanceof Mapping job) {
        Optional<String> id = Identity.of(job);
        id.ifPresent(ids::add);
        if (id.isPresent() && id.get().equals(jobId)) {
          jobs.set(i, overrides.applyTo(job, problems));
          met = true;
        }
      }
    }
    if (!met) {
      problems.error(
          Place.startOf(Overrides.SOURCE),
          "",
          "no job has the id " + Shown.quoted(jobId),
          Nearest.question(jobId, ids, "jobs lists the ids"));
    }
    return reading(settings);
  }

  private SettingsReading settings() {
    Path file = folder.resolve(JobFiles.SETTINGS);
    Optional<Node> root = Optional.empty();
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      root = SourceText.tree(file, JobFiles.SETTINGS, problems);
    } else if (Files.exists(folder.resolve("reveille.yml"))) {
      problems.error(
          Place.startOf("reveille.yml"), "", "this file is not read", "call it reveille.yaml");
    }
    Secrets.read(folder, Map.of()).problems().forEach(problems::add);
    return SettingsReader.read(folder, root, problems);
  }

  private void collectJobs() {
    for (Path file : JobFiles.of(folder, problems).jobs()) {
      SourceText.tree(file, JobFiles.name(folder, file), problems).ifPresent(this::collect);
    }
  }

  private void collect(Node root) {
    if (root instanceof Sequence list) {
      list.items().forEach(this::add);
    } else if (root instanceof Mapping mapping && mapping.get("jobs") != null) {
      wrapped(mapping);
    } else {
      add(root);
    }
  }

  private void wrapped(Mapping mapping) {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!key.equals("jobs") && !LISTING.contains(key)) {
                problems.error(
                    entry.keyPlace(),
                    "",
                    "unknown field " + Shown.quoted(key) + " beside jobs",
                    "a job's fields stand in the list jobs; what jobs share stands in reveille.yaml");
              }
            });
    Node list = mapping.get("jobs");
    if (list instanceof Sequence sequence) {
      sequence.items().forEach(this::add);
    } else if (list != null && !list.isBroken()) {
      problems.wrongValue(list.place(), "jobs", list.shown(), "a list of jobs", null);
    }
  }

  private void add(Node job) {
    if (jobs.size() < MOST_JOBS) {
      jobs.add(job);
    } else {
      problems.error(
          job.place(),
          "",
          "more than " + MOST_JOBS + " jobs; this one and later ones are not read",
          "split the folder");
    }
  }

  private FolderReading reading(SettingsReading settings) {
    List<PlannedJob> planned = new ArrayList<>();
    Map<String, Place> places = new HashMap<>();
    for (Node job : jobs) {
      Optional<PlannedJob> right = job(job, settings);
      right.ifPresent(planned::add);
      right.ifPresent(read -> places.put(read.definition().id(), job.place()));
    }
    refuseSharedIds();
    Crowds.check(planned, Instant.now(), places, problems);
    SharedTurns.check(planned, places, problems);
    if (onDisk) {
      warnOfSilence(planned, settings);
    }
    planned.sort(Comparator.comparing(job -> job.definition().id()));
    return new FolderReading(settings.settings(), planned, problems.sorted());
  }

  private void warnOfSilence(List<PlannedJob> planned, SettingsReading settings) {
    boolean wanted = planned.stream().anyMatch(job -> !job.definition().alerts().tellsNobody());
    if (settings.channelNames().isEmpty() && wanted) {
      problems.warning(
          Place.startOf(JobFiles.SETTINGS),
          "alerts",
          "no channel is declared, so nobody hears of a job that fails",
          "write alerts: {me: {kind: command, command: [notify-send, Reveille]}}");
    }
  }

  private Optional<PlannedJob> job(Node node, SettingsReading settings) {
    try {
      return JobReader.read(node, settings, problems);
    } catch (IllegalArgumentException e) {
      // The definition's own checks are the second line: what they refuse is never a stack trace.
      problems.error(
          node.place(), "", Shown.visible(String.valueOf(e.getMessage())), "correct this field");
      return Optional.empty();
    }
  }

  /** Two jobs with one id are an error at both places, whatever else is wrong with them. */
  private void refuseSharedIds() {
    Map<String, List<Mapping>> byId = new HashMap<>();
    for (Node node : jobs) {
      if (node instanceof Mapping job) {
        Identity.of(job)
            .ifPresent(id -> byId.computeIfAbsent(id, none -> new ArrayList<>()).add(job));
      }
    }
    byId.forEach(
        (id, sharing) -> {
          for (int i = 0; sharing.size() > 1 && i < sharing.size(); i++) {
            Mapping other = sharing.get(i == 0 ? 1 : 0);
            Place place = Identity.placeIn(sharing.get(i));
            problems.error(
                place,
                "",
                "the id "
                    + Shown.quoted(id)
                    + " is also that of the job at "
                    + Identity.placeIn(other),
                "add an id of its own to one of them");
          }
        });
  }
}
