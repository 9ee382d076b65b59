package dev.reveille.starter.imports;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.starter.files.problem.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one job.
 *
 * @param source what names it in its source
 * @param place where it stands there
 * @param job its id here; null where it has none
 * @param file its job file, relative to the folder; null where there is none
 * @param message why, in words; empty where the outcome says it all
 * @param rule when it is due here; null where it is not written
 */
public record ImportedJob(
    String source,
    String place,
    String name,
    @Nullable String job,
    @Nullable String file,
    Outcome outcome,
    String message,
    List<FieldNote> fields,
    @JsonIgnore @Nullable ScheduleRule rule) {
  /** What was done with its file. */
  public enum Outcome {
    WRITTEN,
    UPDATED,
    UNCHANGED,
    /** Its file was changed by a person, or was there before: left as it is. */
    KEPT,
    /** It cannot be written as it stands; the message says what to do. */
    HELD,
    /** No job for here, such as one that the other scheduler makes for itself. */
    SKIPPED;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  public ImportedJob {
    requireNonNull(outcome, "outcome is null");
    fields = List.copyOf(fields);
  }

  static ImportedJob of(Draft draft, Outcome outcome, String message) {
    return of(draft, outcome, message, null, null, null);
  }

  static ImportedJob of(
      Draft draft,
      Outcome outcome,
      String message,
      @Nullable String job,
      @Nullable String file,
      @Nullable ScheduleRule rule) {
    Place place = draft.place();
    return new ImportedJob(
        draft.source(),
        place.toString(),
        draft.name(),
        job,
        file,
        outcome,
        message,
        draft.notes(),
        rule);
  }
}
