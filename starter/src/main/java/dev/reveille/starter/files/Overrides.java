package dev.reveille.starter.files;

import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import dev.reveille.starter.files.tree.SourceText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a job set for one run, as {@code path=value}: the path has dots, the value is YAML.
 *
 * @param settings such as {@code payload.model=openai/gpt-5.4-mini}
 */
public record Overrides(List<String> settings) {
  /** The file that problems of overrides name; the line is the setting's number. */
  static final String SOURCE = "--set";

  private static final Pattern PATH =
      Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z_][A-Za-z0-9_-]*)*");
  private static final Set<String> FIXED = Set.of("id", "jobId", "name", "schedule", "enabled");

  public Overrides {
    settings = List.copyOf(settings);
  }

  Mapping applyTo(Mapping job, Problems problems) {
    Mapping changed = job;
    for (int i = 0; i < settings.size(); i++) {
      changed = apply(settings.get(i), new Place(SOURCE, i + 1, 1), changed, problems);
    }
    return changed;
  }

  private static Mapping apply(String setting, Place place, Mapping job, Problems problems) {
    int equals = setting.indexOf('=');
    String path = equals < 0 ? setting : setting.substring(0, equals).strip();
    if (equals < 0 || !PATH.matcher(path).matches()) {
      problems.wrongValue(
          place,
          "",
          Shown.quoted(setting),
          "path=value, such as payload.model=openai/gpt-5.4-mini",
          null);
      return job;
    }
    List<String> steps = List.of(path.split("\\."));
    if (FIXED.contains(steps.get(0))) {
      problems.error(
          place,
          path,
          "cannot be set for one run",
          "the run belongs to the job and its schedule: edit the job file");
      return job;
    }
    Place valuePlace = new Place(SOURCE, place.line(), equals + 2);
    return with(job, steps, value(setting.substring(equals + 1), valuePlace, problems), place);
  }

  private static Node value(String text, Place place, Problems problems) {
    Problems own = new Problems();
    Optional<Node> value = SourceText.tree(SOURCE, text, own);
    own.sorted().forEach(problem -> problems.error(place, "", problem.message(), null));
    return moved(value.orElse(null), place);
  }

  /** Values of one setting all stand at its place. */
  private static Node moved(@Nullable Node node, Place place) {
    return node == null ? Scalar.nothing(place) : node.movedTo(place);
  }

  private static Mapping with(Mapping mapping, List<String> steps, Node value, Place place) {
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>(mapping.entries());
    String key = steps.get(0);
    Node changed = value;
    if (steps.size() > 1) {
      Mapping inner =
          mapping.get(key) instanceof Mapping below ? below : new Mapping(place, Map.of());
      changed = with(inner, steps.subList(1, steps.size()), value, place);
    }
    entries.put(key, new Mapping.Entry(place, changed));
    return new Mapping(mapping.place(), entries);
  }
}
