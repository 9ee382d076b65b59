package dev.reveille.starter.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.starter.files.WrittenJobs;
import dev.reveille.starter.files.job.Identity;
import dev.reveille.starter.files.job.JobReader;
import dev.reveille.starter.files.problem.Problem;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.tree.SourceText;
import dev.reveille.starter.imports.ImportedJob.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts drafts into job files, one each: {@code jobs/<from>/<id>.yaml}. Only what {@code validate}
 * takes is written; the same drafts give the same files; a file that a person changed is left as it
 * is. For one thread, one folder at a time.
 */
public final class Placing {
  private final String from;
  private final Ground ground;
  private final Shelf shelf;
  private final Set<String> ids = new HashSet<>();
  private final Map<String, WrittenJobs.File> earlier = new HashMap<>();
  private final List<ImportedJob> placed = new ArrayList<>();

  private Placing(String from, Ground ground, Shelf shelf) {
    this.from = from;
    this.ground = ground;
    this.shelf = shelf;
  }

  /**
   * Writes the drafts' files. Blocks on the file system.
   *
   * @param from {@code OpenClaw} or {@code crontab}, as the head of each file has it
   * @param write false only says what would be done
   */
  public static ImportReport place(
      String from, Ground ground, List<Draft> drafts, Missing missing, boolean write)
      throws IOException {
    Shelf shelf = new Shelf(ground.folder(), from, write);
    Placing placing = new Placing(from, ground, shelf);
    List<WrittenJobs.File> files = WrittenJobs.of(ground.folder());
    placing.know(files);
    if (ground.first().isPresent()) {
      shelf.settings(ground.first().get());
    }
    Set<String> sources = new HashSet<>();
    for (Draft draft : drafts) {
      placing.placed.add(
          sources.add(draft.source())
              ? placing.place(draft)
              : ImportedJob.of(draft, Outcome.HELD, "its id stands there twice; give it its own"));
    }
    return new ImportReport(placing.placed, placing.gone(drafts), missing.yaml(), List.of());
  }

  private void know(List<WrittenJobs.File> files) {
    for (WrittenJobs.File file : files) {
      ids.addAll(file.ids());
      JobText.origin(file.text())
          .filter(origin -> origin.from().equals(from))
          .ifPresent(origin -> earlier.putIfAbsent(origin.source(), file));
    }
  }

  private ImportedJob place(Draft draft) throws IOException {
    if (draft.skipped().isPresent()) {
      return ImportedJob.of(draft, Outcome.SKIPPED, draft.skipped().get());
    }
    WrittenJobs.File before = earlier.get(JobText.key(draft.source()));
    String id = before == null || before.ids().size() != 1 ? newId(draft) : before.ids().get(0);
    ObjectNode job = JsonNodeFactory.instance.objectNode();
    job.put("id", id);
    job.setAll(draft.job());
    String text = JobText.of(from, draft, job);
    String name = before == null ? shelf.name(id) : before.name();
    Problems problems = new Problems();
    Optional<PlannedJob> right = read(name, text, problems);
    List<String> reasons = new ArrayList<>(draft.reasons());
    if (reasons.isEmpty()) {
      problems.sorted().stream().filter(Problem::isError).forEach(p -> reasons.add(p.message()));
    }
    if (!reasons.isEmpty() || right.isEmpty()) {
      String stays = before == null ? "" : "; its earlier file stays as it was";
      return ImportedJob.of(draft, Outcome.HELD, String.join("; ", reasons) + stays);
    }
    ids.add(id);
    var rule = right.get().definition().schedule();
    if (before == null) {
      boolean written = shelf.create(name, text);
      return ImportedJob.of(
          draft,
          written ? Outcome.WRITTEN : Outcome.KEPT,
          written ? warnings(problems) : "a file of this name, which no import wrote, is there",
          id,
          name,
          rule);
    }
    if (JobText.origin(before.text()).map(JobText.Origin::changed).orElse(true)) {
      return ImportedJob.of(
          draft, Outcome.KEPT, "changed since it was imported: left as it is", id, name, rule);
    }
    boolean same = before.text().equals(text);
    if (!same) {
      shelf.replace(name, text);
    }
    return ImportedJob.of(
        draft, same ? Outcome.UNCHANGED : Outcome.UPDATED, warnings(problems), id, name, rule);
  }

  /** As the folder will be read. What a validation warns of is said, too. */
  private Optional<PlannedJob> read(String name, String text, Problems problems) {
    try {
      return SourceText.tree(name, text, problems)
          .flatMap(node -> JobReader.read(node, ground.settings(), problems));
    } catch (IllegalArgumentException e) {
      problems.error(
          dev.reveille.starter.files.problem.Place.startOf(name),
          "",
          String.valueOf(e.getMessage()),
          null);
      return Optional.empty();
    }
  }

  private static String warnings(Problems problems) {
    return String.join("; ", problems.sorted().stream().map(Problem::message).distinct().toList());
  }

  /** The slug of its name; with something of its source's id where that is taken, or empty. */
  private String newId(Draft draft) {
    String mark =
        draft.source().matches("[0-9a-f]{8}.*")
            ? draft.source().substring(0, 8)
            : Json.digest(draft.source()).substring(7, 15);
    String slug = Identity.slug(draft.name()).orElse("job-" + mark);
    if (!ids.contains(slug)) {
      return slug;
    }
    String marked = slug.substring(0, Math.min(54, slug.length())) + "-" + mark;
    return ids.contains(marked)
        ? slug.substring(0, Math.min(40, slug.length()))
            + "-"
            + Json.digest(draft.source()).substring(7, 23)
        : marked;
  }

  private List<String> gone(List<Draft> drafts) {
    Set<String> named = new HashSet<>();
    drafts.forEach(draft -> named.add(JobText.key(draft.source())));
    return earlier.entrySet().stream()
        .filter(entry -> !named.contains(entry.getKey()))
        .map(entry -> entry.getValue().name())
        .sorted()
        .toList();
  }
}
