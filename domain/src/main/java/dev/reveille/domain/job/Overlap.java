package dev.reveille.domain.job;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;

/** What happens when a slot comes due while the job's last run goes on: Temporal's six policies. */
public enum Overlap {
  SKIP,
  BUFFER_ONE,
  BUFFER_ALL,
  CANCEL_OTHER,
  TERMINATE_OTHER,
  ALLOW_ALL;

  /** The word of job files. */
  @JsonValue
  public String word() {
    return Words.camel(this);
  }
}
