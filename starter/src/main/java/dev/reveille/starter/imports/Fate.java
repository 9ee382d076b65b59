package dev.reveille.starter.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;

/** What becomes of a field on its way here. */
public enum Fate {
  /** It says the same in the job file. */
  CARRIED,
  /** Another field, or another value, says it. */
  TRANSLATED,
  /** Nothing here says it; the note says what to do. */
  NOT_CARRIED,
  /** The other scheduler's own book-keeping, of which a job has no need. */
  LEFT;

  @JsonValue
  public String word() {
    return Words.camel(this);
  }
}
