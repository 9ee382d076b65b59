package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;
import java.util.List;
import java.util.Locale;

/**
 * What an apply did.
 *
 * @param results one for each job, by id
 */
public record ApplyReport(List<Result> results) {
  /** What became of a job's schedule. */
  public enum Outcome {
    CREATED,
    UPDATED,
    UNCHANGED,
    PAUSED,
    RESUMED,
    DELETED,
    /** Its only or last due time has passed. */
    DONE,
    REFUSED,
    /** The server did not take it; nothing of this job was written. */
    FAILED;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  /** One job's part; the message is empty where the outcome says it all. */
  public record Result(String job, Outcome outcome, String message) {
    public Result {
      requireNonNull(job, "job is null");
      requireNonNull(outcome, "outcome is null");
      requireNonNull(message, "message is null");
    }

    /** One line for people. */
    public String text() {
      String word = outcome.name().toLowerCase(Locale.ROOT);
      return word + " " + job + (message.isEmpty() ? "" : ": " + message);
    }
  }

  public ApplyReport {
    results = List.copyOf(results);
  }

  /** Whether every job is as its file says: none was refused, none failed. */
  public boolean good() {
    return results.stream()
        .noneMatch(r -> r.outcome() == Outcome.REFUSED || r.outcome() == Outcome.FAILED);
  }

  /** Whether anything was written. */
  public boolean wrote() {
    return results.stream()
        .anyMatch(
            r ->
                switch (r.outcome()) {
                  case CREATED, UPDATED, PAUSED, RESUMED, DELETED -> true;
                  case UNCHANGED, DONE, REFUSED, FAILED -> false;
                });
  }

  /** How many jobs had this outcome. */
  public long count(Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }
}
