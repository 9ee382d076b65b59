package dev.reveille.domain.job;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;

/** When the fresh folder of a run without a workspace is kept after the run. */
public enum Keep {
  NEVER,
  FAILED,
  ALWAYS;

  /** The word of job files. */
  @JsonValue
  public String word() {
    return Words.camel(this);
  }
}
