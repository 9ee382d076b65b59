package dev.reveille.domain.run;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;

/** Who started a run. */
public enum Trigger {
  SCHEDULE,
  MANUAL,
  BACKFILL,
  PROBE,
  /** {@code drill --against}: to see that alerts arrive. Never part of a job's past. */
  DRILL;

  @JsonValue
  public String word() {
    return Words.camel(this);
  }
}
