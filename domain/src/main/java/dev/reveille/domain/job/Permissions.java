package dev.reveille.domain.job;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;

/** The answer to an agent that asks for permission; nobody is there to be asked. */
public enum Permissions {
  FAIL,
  ALLOW,
  DENY;

  /** The word of job files. */
  @JsonValue
  public String word() {
    return Words.camel(this);
  }
}
