package dev.reveille.domain.run;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;

/** Who started a run. */
public enum Trigger {
  SCHEDULE,
  MANUAL,
  BACKFILL,
  PROBE;

  @JsonValue
  public String word() {
    return Words.camel(this);
  }
}
