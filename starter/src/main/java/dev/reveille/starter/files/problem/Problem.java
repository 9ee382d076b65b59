package dev.reveille.starter.files.problem;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong in a folder.
 *
 * @param file relative to the folder
 * @param line from 1; 0 in what was written by a program, and has none
 * @param column from 1
 * @param field path of the field inside its job or settings, such as {@code boot.timeout}
 * @param found what the file says, shortened and with keys masked
 * @param expected what would be right
 * @param remedy what to do
 * @param message all of it as one sentence, without the place
 */
public record Problem(
    Severity severity,
    String file,
    int line,
    int column,
    @Nullable String field,
    @Nullable String found,
    @Nullable String expected,
    @Nullable String remedy,
    String message)
    implements Comparable<Problem> {
  /** An error keeps the folder from being applied; a warning does not. */
  public enum Severity {
    ERROR,
    WARNING;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::place)
          .thenComparing(Problem::severity)
          .thenComparing(Problem::message);

  public Problem {
    requireNonNull(severity, "severity is null");
    requireNonNull(file, "file is null");
    requireNonNull(message, "message is null");
  }

  /** A value that is not what its field takes. */
  static Problem wrongValue(
      Place place, String field, String found, String expected, @Nullable String remedy) {
    String message =
        prefix(field)
            + found
            + " (expected: "
            + expected
            + ")"
            + (remedy == null ? "" : "; " + remedy);
    return new Problem(
        Severity.ERROR,
        place.file(),
        place.line(),
        place.column(),
        field,
        found,
        expected,
        remedy,
        message);
  }

  /** Anything else that needs words of its own. */
  static Problem inWords(
      Severity severity, Place place, String field, String sentence, @Nullable String remedy) {
    return new Problem(
        severity,
        place.file(),
        place.line(),
        place.column(),
        field.isEmpty() ? null : field,
        null,
        null,
        remedy,
        prefix(field) + sentence + (remedy == null ? "" : "; " + remedy));
  }

  @JsonIgnore
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  public Place place() {
    return new Place(file, line, column);
  }

  /** {@code jobs/a.yaml:12:9: …}; a warning says that it is one. */
  public String text() {
    return place() + ": " + (isError() ? "" : "warning: ") + message;
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  private static String prefix(String field) {
    return field.isEmpty() ? "" : field + ": ";
  }
}
