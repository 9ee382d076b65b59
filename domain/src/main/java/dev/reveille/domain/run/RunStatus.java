package dev.reveille.domain.run;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;

/** Where a run stands. */
public enum RunStatus {
  QUEUED,
  BOOTING,
  EXECUTING,
  VERIFYING,
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** Ended without a run on purpose, such as the second instant of a doubled local time. */
  SKIPPED;

  @JsonValue
  public String word() {
    return Words.camel(this);
  }

  /** Whether nothing more will happen. */
  public boolean ended() {
    return compareTo(SUCCEEDED) >= 0;
  }
}
